#!/bin/sh
# Gives the program its own key to the S3 store: it reaches its one bucket, and
# neither another one nor the server's settings. Doing it again changes nothing.
#
#   access.sh BUCKET [PATTERN]
#
# PATTERN names further buckets that may be made and removed, for benchmarks and
# tests. The environment names the server with its root key (MC_HOST_store, see
# mc) and the program's own (ACCESS_KEY, SECRET_KEY).
set -eu
bucket=$1
scratch=${2:-}

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mc() { command mc --config-dir "$dir" --quiet --no-color --json "$@"; }

# statement <bucket> <further rights on it>
statement() {
	cat <<-JSON
		{"Effect": "Allow", "Resource": ["arn:aws:s3:::$1"],
		 "Action": ["s3:CreateBucket", "s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads"$2]},
		{"Effect": "Allow", "Resource": ["arn:aws:s3:::$1/*"],
		 "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"]}
	JSON
}
{
	echo '{"Version": "2012-10-17", "Statement": ['
	statement "$bucket" ''
	[ -z "$scratch" ] || { echo ,; statement "$scratch" ', "s3:DeleteBucket"'; }
	echo ']}'
} >"$dir/policy.json"

mc admin policy create store trinhky "$dir/policy.json" >/dev/null
printf '%s\n%s\n' "$ACCESS_KEY" "$SECRET_KEY" | mc admin user add store >/dev/null
# Refused where the user has it already, so the outcome is what counts.
mc admin policy attach store trinhky --user "$ACCESS_KEY" >/dev/null 2>&1 || true
mc admin user info store "$ACCESS_KEY" | grep -q '"policyName": *"trinhky"'
