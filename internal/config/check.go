package config

import (
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// check looks at every value the needs call for, and at the form of every value
// that is there. A secret is never repeated in a fault.
func check(c Config, needs Needs) Faults {
	var k checker
	k.address("http_addr", c.HTTPAddr, needs&HTTP != 0)
	k.address("metrics_addr", c.MetricsAddr, false)
	k.address("temporal_addr", c.TemporalAddr, needs&Temporal != 0)
	k.needed("temporal_namespace", c.TemporalNamespace, needs&Temporal != 0)
	k.database("database_url", c.DatabaseURL, needs&Database != 0)
	k.url("s3_endpoint", c.S3Endpoint, needs&Files != 0)
	k.needed("s3_access_key", c.S3AccessKey.Reveal(), needs&Files != 0)
	k.needed("s3_secret_key", c.S3SecretKey.Reveal(), needs&Files != 0)
	k.needed("s3_bucket", c.S3Bucket, needs&Files != 0)
	k.url("gotenberg_url", c.GotenbergURL, needs&Gotenberg != 0)
	if c.Renders < 1 || c.Renders > maxRenders {
		k.fault("renders", "is %d, want 1 to %d", c.Renders, maxRenders)
	}
	k.url("public_url", c.PublicURL, false)
	k.needed("preset", c.Preset, true)
	k.oneOf("secure_cookies", c.SecureCookies, On, Off, Auto)
	k.oneOf("demo", c.Demo, On, Off)
	k.connections("page_connections", c.PageConnections)
	k.connections("record_connections", c.RecordConnections)
	k.duration("session_idle", c.SessionIdle, time.Minute)
	k.duration("session_lifetime", c.SessionLifetime, time.Minute)
	k.duration("stop_timeout", c.StopTimeout, time.Second)
	if c.SessionIdle > c.SessionLifetime {
		k.fault("session_idle", "is longer than session_lifetime")
	}
	return k.faults
}

// maxRenders is more converters than any office needs.
const maxRenders = 64

type checker struct{ faults Faults }

func (k *checker) fault(setting, format string, args ...any) {
	k.faults = append(k.faults, Variable(setting)+" "+fmt.Sprintf(format, args...))
}

func (k *checker) needed(setting, value string, needed bool) bool {
	if needed && strings.TrimSpace(value) == "" {
		k.fault(setting, "is not set")
	}
	return value != ""
}

func (k *checker) address(setting, value string, needed bool) {
	if !k.needed(setting, value, needed) {
		return
	}
	_, port, err := net.SplitHostPort(value)
	if n, notNumber := strconv.Atoi(port); err != nil || notNumber != nil || n < 0 || n > 65535 {
		k.fault(setting, "is not host:port: %q", value)
	}
}

// url takes an address of a server: a scheme and a host, and nothing that
// belongs elsewhere, such as a password.
func (k *checker) url(setting, value string, needed bool) {
	if !k.needed(setting, value, needed) {
		return
	}
	u, err := url.Parse(value)
	switch {
	case err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https"):
		k.fault(setting, "is not an address such as http://host:port")
	case u.User != nil:
		k.fault(setting, "carries a user name or password")
	case strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "":
		k.fault(setting, "has more than a scheme, a host and a port: %q", value)
	}
}

func (k *checker) database(setting string, value Secret, needed bool) {
	if !k.needed(setting, value.Reveal(), needed) {
		return
	}
	u, err := url.Parse(value.Reveal())
	if err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql") || strings.Trim(u.Path, "/") == "" {
		k.fault(setting, "is not an address such as postgres://user@host:port/database")
	}
}

func (k *checker) oneOf(setting string, value Switch, allowed ...Switch) {
	if !slices.Contains(allowed, value) {
		k.fault(setting, "is %q, want one of %v", value, allowed)
	}
}

// connections bounds a pool: one that is empty waits for ever, and PostgreSQL
// itself takes a few hundred at most.
func (k *checker) connections(setting string, value int) {
	if value < 1 || value > 500 {
		k.fault(setting, "is %d, want 1 to 500", value)
	}
}

func (k *checker) duration(setting string, value, least time.Duration) {
	if value < least {
		k.fault(setting, "is %v, want at least %v", value, least)
	}
}
