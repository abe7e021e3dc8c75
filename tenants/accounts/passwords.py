"""Password rules of 等保三级: three kinds of characters out of four."""

import re
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

KINDS = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]")


class ComplexityValidator:
    """At least three of: lower case, upper case, digit, other sign."""

    def validate(self, password: str, user: object = None) -> None:
        if sum(bool(re.search(kind, password)) for kind in KINDS) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_simple")

    def get_help_text(self) -> str:
        return "密码须包含大写字母、小写字母、数字、符号中的至少三种。"


def random_password() -> str:
    """A password by the rules that can be read out on the telephone; to be changed at the first sign-in."""
    signs = "abcdefghjkmnpqrstuvwxyz23456789"
    groups = ["".join(secrets.choice(signs) for _ in range(4)) for _ in range(3)]
    return f"{secrets.choice('ABCDEFGHJKLMNPQRSTUVWXYZ')}{'-'.join(groups)}-{secrets.randbelow(10)}"


def must_change(user: Any) -> bool:
    """Whether the account has to take a new password before it may do anything: set by another, or too old."""
    limit = timedelta(days=settings.PASSWORD_MAX_AGE_DAYS)
    return bool(user.must_change_password) or timezone.now() - user.password_changed_at > limit
