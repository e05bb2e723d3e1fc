#!/bin/sh
# Installs the Debian packages the local servers and the tests need, and only
# those that are missing. Runs as root, or through sudo.
set -eu

missing=
need() { # need <package> <file>: the package is there when its file is
	[ -e "$2" ] || missing="$missing $1"
}

have_postgres() { # any PostgreSQL from 15 on will do
	for bin in /usr/lib/postgresql/*/bin/postgres; do
		version=${bin#/usr/lib/postgresql/}
		version=${version%%/*}
		[ -x "$bin" ] && [ "$version" -ge 15 ] && return 0
	done
	return 1
}
have_postgres || missing="$missing postgresql"

need libreoffice-writer /usr/lib/libreoffice/program/swriter
need unoconv /usr/bin/unoconv
need python3-uno /usr/lib/python3/dist-packages/uno.py
need qpdf /usr/bin/qpdf
need pdftk-java /usr/bin/pdftk
need libimage-exiftool-perl /usr/bin/exiftool
# Liberation Serif stands in for Times New Roman. Version 1, which Debian 12
# still carries as fonts-liberation, has no Vietnamese letters.
fc-list ':lang=vi' family 2>/dev/null | grep -q 'Liberation Serif' || missing="$missing fonts-liberation2"
need chromium /usr/bin/chromium
need poppler-utils /usr/bin/pdftotext

[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null; then
		echo "Missing Debian packages:$missing" >&2
		echo "There is no sudo here; as root run: apt-get install --no-install-recommends$missing" >&2
		exit 1
	fi
	as_root=sudo
fi
apt() {
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@"
}

echo "Installing Debian packages:$missing"
echo "  (a few hundred megabytes, one to three minutes, once)"
apt update
case $missing in
*postgresql*)
	# Our servers bring a cluster of their own; without this line the package
	# would make and start another, which nobody asked for.
	apt install --no-install-recommends postgresql-common >/dev/null
	$as_root sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
	;;
esac
# shellcheck disable=SC2086 # one word a package
apt install --no-install-recommends $missing >/dev/null
echo "  done"
