// Package config is the program's settings: one struct filled from the
// environment, from files named by the environment, and from an optional YAML
// file, and checked whole, so that an operator sees every fault at once.
package config

import (
	"log/slog"
	"net"
	"net/url"
	"time"
)

// Needs names the parts a subcommand stands on; only their settings must be there.
type Needs uint

// Parts of the program, for Load.
const (
	Database Needs = 1 << iota
	Temporal
	Files // the S3 store
	Gotenberg
	HTTP

	// Migrate, API and Worker are what those subcommands stand on.
	Migrate = Database
	API     = Database | Temporal | Files | Gotenberg | HTTP
	Worker  = Database | Temporal | Files | Gotenberg
	All     = API | Worker
)

// Config holds every setting. A field's setting in YAML is its yaml tag; in the
// environment it is TRINHKY_ and that tag in capitals, and with _FILE behind it
// the name of a file that holds the value. The environment wins over the file.
type Config struct {
	HTTPAddr string `yaml:"http_addr"` // host:port to listen on
	// MetricsAddr is the host:port at which a Prometheus server fetches figures; none
	// where it is empty. It asks nobody who they are, so it is for a network of the
	// operators' own.
	MetricsAddr string `yaml:"metrics_addr"`
	// PublicURL is the address people type, where a proxy with TLS stands in front.
	PublicURL string `yaml:"public_url"`
	// SecureCookies keeps the session cookie to https: on, off, or auto, which is
	// on unless the program listens on loopback without an https PublicURL.
	SecureCookies Switch `yaml:"secure_cookies"`
	// SessionIdle ends a session nobody used; SessionLifetime ends every session.
	SessionIdle     time.Duration `yaml:"session_idle"`
	SessionLifetime time.Duration `yaml:"session_lifetime"`

	DatabaseURL Secret `yaml:"database_url"` // postgres://…, with its password
	// PageConnections and RecordConnections are how many connections to the database
	// one process keeps at most for what people read and for what is recorded.
	PageConnections   int    `yaml:"page_connections"`
	RecordConnections int    `yaml:"record_connections"`
	TemporalAddr      string `yaml:"temporal_addr"`
	TemporalNamespace string `yaml:"temporal_namespace"`
	S3Endpoint        string `yaml:"s3_endpoint"`
	S3AccessKey       Secret `yaml:"s3_access_key"`
	S3SecretKey       Secret `yaml:"s3_secret_key"`
	S3Bucket          string `yaml:"s3_bucket"`
	GotenbergURL      string `yaml:"gotenberg_url"`
	// Renders is how many Gotenberg stand at its address: one converts one file at
	// a time.
	Renders int `yaml:"renders"`

	Preset string `yaml:"preset"` // working regulation new routes run under: a preset's id, or a file ending in .yaml
	Demo   Switch `yaml:"demo"`   // on fills an empty database with the demo organisation
	// DemoPassword is what every demo account signs in with; empty has one made at
	// random and printed.
	DemoPassword Secret `yaml:"demo_password"`
	// Build tells one build of the program from another, for Temporal; empty takes the
	// version and what the program file holds.
	Build       string        `yaml:"build"`
	LogLevel    slog.Level    `yaml:"log_level"`    // debug, info, warn or error
	StopTimeout time.Duration `yaml:"stop_timeout"` // how long a stop waits for what is in hand
}

// defaults are the settings nobody has to make. There is none for a secret or
// for where a server is.
func defaults() Config {
	return Config{
		HTTPAddr:          "127.0.0.1:18080",
		SecureCookies:     Auto,
		SessionIdle:       2 * time.Hour, // outlives the lunch break of an office, 11:00 to 13:00
		SessionLifetime:   12 * time.Hour,
		PageConnections:   20, // as many as a server of two to four cores answers well
		RecordConnections: 20,
		TemporalNamespace: "trinhky",
		S3Bucket:          "trinhky",
		Renders:           1,
		Preset:            "ubnd-thanh-pho-2024",
		Demo:              Off,
		LogLevel:          slog.LevelInfo,
		StopTimeout:       30 * time.Second,
	}
}

// CookiesSecure resolves SecureCookies.
func (c Config) CookiesSecure() bool {
	if c.SecureCookies != Auto {
		return c.SecureCookies == On
	}
	if u, err := url.Parse(c.PublicURL); err == nil && u.Scheme == "https" {
		return true
	}
	host, _, err := net.SplitHostPort(c.HTTPAddr)
	if err != nil {
		return true
	}
	ip := net.ParseIP(host)
	return host != "localhost" && (ip == nil || !ip.IsLoopback())
}

// Secret is a value that never shows itself in logs, errors or dumps.
type Secret string

const hidden = "[secret]"

// Reveal gives the value to the part that needs it.
func (s Secret) Reveal() string { return string(s) }

func (Secret) String() string { return hidden }

// GoString hides the value from %#v.
func (Secret) GoString() string { return hidden }

// LogValue hides the value from slog.
func (Secret) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalText hides the value from JSON and YAML.
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// Switch is on or off, or auto where a setting allows it.
type Switch string

// Positions of a Switch.
const (
	On   Switch = "on"
	Off  Switch = "off"
	Auto Switch = "auto"
)
