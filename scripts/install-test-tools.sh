#!/usr/bin/env bash
# What `make test` needs beside npm's packages: Debian's receivers and browser.
# Where it may not install, it says loudly which tests will not run; in CI those fail.
set -euo pipefail
cd "$(dirname "$0")/.."

if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  sh scripts/install-debian-packages.sh
else
  for tool in rsyslogd nginx chromium openssl; do
    command -v "$tool" >/dev/null || echo "NOT INSTALLED: $tool; the tests that need it will not run (as root on Debian, make test installs it)" >&2
  done
fi

for tool in terraform moto_server; do
  command -v "$tool" >/dev/null || echo "NOT INSTALLED: $tool; the tests that need it will not run (docs/dependencies.md)" >&2
done
