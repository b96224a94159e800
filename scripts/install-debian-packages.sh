#!/bin/sh
# Installs what the slow tests start: rsyslog and syslog-ng with TLS, nginx, Chromium, openssl. Debian, root. Quick when all is there.
# No service is started, now or at boot: the tests start their own on loopback.
set -eu

# rsyslog and syslog-ng conflict as packages (both are system-log-daemon), so syslog-ng is unpacked beside the system.
syslog_ng=/usr/local/lib/orgduty-syslog-ng

missing=""
for pair in rsyslogd:rsyslog-gnutls nginx:nginx-light chromium:chromium openssl:openssl; do
  command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair##*:}"
done
[ -e /usr/lib/"$(uname -m)"-linux-gnu/rsyslog/lmnsd_gtls.so ] || missing="$missing rsyslog-gnutls"
if [ -z "$missing" ] && [ -x "$syslog_ng/usr/sbin/syslog-ng" ]; then exit 0; fi
if [ "$(id -u)" != 0 ]; then
  echo "install-debian-packages: run as root to install:$missing syslog-ng-core" >&2
  exit 1
fi

export DEBIAN_FRONTEND=noninteractive
blocked=""
if [ ! -e /usr/sbin/policy-rc.d ]; then
  printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
  chmod +x /usr/sbin/policy-rc.d
  blocked=yes
fi
apt-get update -qq
# shellcheck disable=SC2086
[ -z "$missing" ] || apt-get install -y -qq --no-install-recommends $missing >/dev/null
libraries=$(apt-cache depends syslog-ng-core | sed -n 's/^  Depends: \(lib[^ <]*\)$/\1/p')
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $libraries >/dev/null
download=$(mktemp -d)
chmod 755 "$download"
(cd "$download" && apt-get download -qq syslog-ng-core 2>/dev/null && dpkg -x syslog-ng-core_*.deb "$syslog_ng")
rm -rf "$download"
[ -z "$blocked" ] || rm /usr/sbin/policy-rc.d
