"""Bring the database to the state of the code; ``--demo`` adds the two districts and their demo data.

``python -m local.prepare`` is the release step of every installation: it makes the queue's tables and
migrates all districts. Each step finds out by itself whether there is anything to do: a second run is quick.
Django is imported late: ``up`` asks this module whether a demo is wanted, and does without Django.
"""

import argparse
import os
from pathlib import Path

# 静安区 is the demo; 东城区 is the neighbour that must stay invisible to it.
DISTRICTS = (("310106", "jingan"), ("110101", "dongcheng"))


def with_demo() -> bool:
    """Whether the demo data are wanted; ``DEMO=0`` leaves the districts empty."""
    return os.environ.get("DEMO", "1") != "0"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--demo", action="store_true", help="create the two districts and load the demo data")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    from django.conf import settings
    from django.db import connection

    from local.broker import install_broker
    from tenants.models import District

    # The web server looks for collected files there; without the folder it warns at each start.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    print("  数据表", flush=True)
    if settings.CELERY_BROKER_URL.startswith("pgmq://"):
        install_broker(settings.CELERY_BROKER_TRANSPORT_OPTIONS["conn_string"])
    call_command("prepare_platform", verbosity=0)
    if options.demo:
        for code, slug in DISTRICTS:
            if not District.objects.filter(slug=slug).exists():
                print(f"  新建区 {slug}（{code}）", flush=True)
                call_command("district_create", code=code, slug=slug, without_accounts=True, verbosity=0)
        if with_demo():
            print("  演示数据", flush=True)
            with connection.cursor() as cursor:
                # Thousands of small transactions that can be made again need not wait for the disk each.
                cursor.execute("SET synchronous_commit TO off")
            call_command("demo_load")
            connection.close()


if __name__ == "__main__":
    main()
