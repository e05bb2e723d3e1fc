package local

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// postgres is the system's PostgreSQL, 15 or newer, with a cluster of our own.
// It holds the databases trinhky, temporal and temporal_visibility; in the
// instance of the fault suite the engine has a cluster for itself.
func (s *Stack) postgres() *server {
	c := &cluster{stack: s, link: s.dir("postgres"), port: s.opts.port(postgresPort), databases: [][2]string{record}}
	if s.opts.Kind != Faults {
		c.databases = append(c.databases, engine...)
	}
	return c.server(Postgres, "PostgreSQL")
}

func (s *Stack) enginePostgres() *server {
	c := &cluster{stack: s, link: s.dir("engine-postgres"), port: s.opts.enginePort(), databases: engine}
	return c.server(EnginePostgres, "PostgreSQL of Temporal")
}

// Databases and their owners.
var (
	record = [2]string{"trinhky", "trinhky"}
	engine = [][2]string{{"temporal", "temporal"}, {"temporal_visibility", "temporal"}}
)

type cluster struct {
	stack *Stack
	// link is the data folder as the instance names it; a symbolic link where
	// the data has to lie elsewhere.
	link      string
	port      int
	databases [][2]string
}

func (c *cluster) server(name, title string) *server {
	return &server{
		name:      name,
		title:     title,
		ports:     map[string]int{"service": c.port},
		prepare:   c.prepare,
		command:   c.command,
		healthy:   c.healthy,
		settle:    c.settle,
		stop:      syscall.SIGINT, // "fast": ends open sessions, then a clean checkpoint
		stopTime:  60 * time.Second,
		startTime: 60 * time.Second,
	}
}

func (c *cluster) prepare(ctx context.Context) error {
	if _, err := os.Stat(filepath.Join(c.link, "PG_VERSION")); err == nil {
		return c.dropStaleLock()
	}
	as, err := systemUser("postgres")
	if err != nil {
		return err
	}
	if err := c.makeDir(as); err != nil {
		return err
	}
	// initdb reads the password from a file that its own user can open.
	pwFile := c.link + ".password"
	real, err := filepath.EvalSymlinks(c.link)
	if err != nil {
		return err
	}
	if as != nil {
		pwFile = real + ".password"
	}
	if err := os.WriteFile(pwFile, []byte(c.stack.secrets.postgresAdmin), 0o600); err != nil {
		return err
	}
	defer os.Remove(pwFile)
	if as != nil {
		if err := os.Chown(pwFile, int(as.Uid), int(as.Gid)); err != nil {
			return err
		}
	}
	bin, err := postgresBin("initdb")
	if err != nil {
		return err
	}
	cmd := c.run(exec.CommandContext(ctx, bin, "--pgdata", real, "--username=postgres", "--pwfile", pwFile,
		"--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"), as)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return nil
}

// dropStaleLock removes the lock file of a killed server that is still listed
// among the processes because nobody collected it: PostgreSQL sees the id in
// use and would refuse to start. Every other case it judges better itself.
func (c *cluster) dropStaleLock() error {
	file := filepath.Join(c.link, "postmaster.pid")
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	first, _, _ := strings.Cut(string(data), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if stat, err := readStat(pid); err == nil && stat.ended() {
		return os.Remove(file)
	}
	return nil
}

// makeDir makes the empty data folder, open to the user that will run
// PostgreSQL. Where that user cannot reach into the checkout (one under /root,
// say), the data lies under /var/lib and the checkout holds a link to it.
func (c *cluster) makeDir(as *syscall.Credential) error {
	dir := c.link
	if as != nil && !reachable(filepath.Dir(c.link), as) {
		if err := os.MkdirAll(sharedDir, 0o711); err != nil {
			return err
		}
		var err error
		if dir, err = os.MkdirTemp(sharedDir, "postgres-"); err != nil {
			return err
		}
		// A link whose target is gone is of no use any more.
		if err := os.Remove(c.link); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := os.Symlink(dir, c.link); err != nil {
			return err
		}
		fmt.Fprintf(c.stack.progress, "  %-11s its user cannot enter this folder, so its data lies in %s\n", "PostgreSQL", dir)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if as == nil {
		return nil
	}
	return os.Chown(dir, int(as.Uid), int(as.Gid))
}

func (c *cluster) command(ctx context.Context) (*exec.Cmd, error) {
	bin, err := postgresBin("postgres")
	if err != nil {
		return nil, err
	}
	dir, err := filepath.EvalSymlinks(c.link)
	if err != nil {
		return nil, err
	}
	as, err := dirOwner(dir)
	if err != nil {
		return nil, err
	}
	args := []string{"-D", dir}
	for _, setting := range []string{
		"listen_addresses=127.0.0.1",
		fmt.Sprintf("port=%d", c.port),
		// A socket's path would have to be short and in a folder of its user.
		"unix_socket_directories=",
		"max_connections=300",
		"shared_buffers=512MB",
		"effective_cache_size=2GB",
		"max_wal_size=2GB",
		"wal_compression=on",
		"checkpoint_completion_target=0.9",
		"random_page_cost=1.1",
		"timezone=UTC",
		"log_timezone=UTC",
		"log_line_prefix=%m [%p] %u@%d ",
		// Nothing that was acknowledged may be lost, here as in the field.
		"fsync=on",
		"synchronous_commit=on",
	} {
		args = append(args, "-c", setting)
	}
	return c.run(exec.CommandContext(ctx, bin, args...), as), nil
}

func (c *cluster) healthy(ctx context.Context) error {
	return c.psql(ctx, "postgres", "SELECT 1")
}

// settle makes the roles and databases that are missing.
func (c *cluster) settle(ctx context.Context) error {
	var sql strings.Builder
	for role, secret := range map[string]string{
		"temporal": c.stack.secrets.postgresTemporal,
		"trinhky":  c.stack.secrets.postgresProduct,
	} {
		fmt.Fprintf(&sql, "SELECT 'CREATE ROLE %[1]s' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%[1]s')\\gexec\n", role)
		// CREATEDB: tests make a database of their own for each package.
		fmt.Fprintf(&sql, "ALTER ROLE %s LOGIN CREATEDB PASSWORD '%s';\n", role, secret)
	}
	for _, db := range c.databases {
		fmt.Fprintf(&sql, "SELECT 'CREATE DATABASE %[1]s OWNER %[2]s' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '%[1]s')\\gexec\n", db[0], db[1])
	}
	return c.psql(ctx, "postgres", sql.String())
}

// psql runs SQL as the cluster's administrator.
func (c *cluster) psql(ctx context.Context, database, sql string) error {
	bin, err := postgresBin("psql")
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, bin, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", "--file=-")
	cmd.Env = c.stack.serverEnv("/",
		"PGHOST=127.0.0.1", fmt.Sprintf("PGPORT=%d", c.port),
		"PGUSER=postgres", "PGPASSWORD="+c.stack.secrets.postgresAdmin, "PGDATABASE="+database)
	cmd.Dir = "/"
	cmd.Stdin = strings.NewReader(sql)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("psql: %w: %s", err, bytes.TrimSpace(out))
	}
	return nil
}

// run sets what every program of the cluster needs: the user it runs as, and a
// working folder that user can enter.
func (c *cluster) run(cmd *exec.Cmd, as *syscall.Credential) *exec.Cmd {
	cmd.Dir = "/"
	cmd.Env = c.stack.serverEnv("/")
	if as != nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	}
	return cmd
}

// dirOwner is the user that must run a cluster made earlier. Root may go on
// with one that an ordinary user made.
func dirOwner(dir string) (*syscall.Credential, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	st, ok := info.Sys().(*syscall.Stat_t)
	switch {
	case !ok:
		return nil, errors.New("no owner known of " + dir)
	case os.Geteuid() == 0:
		return &syscall.Credential{Uid: st.Uid, Gid: st.Gid}, nil
	case int(st.Uid) != os.Geteuid():
		return nil, fmt.Errorf("%s belongs to user id %d: an earlier start was made by another user. Start as that user, or choose another folder with TRINHKY_LOCAL_DIR", dir, st.Uid)
	}
	return nil, nil
}

// postgresBin finds a program of the newest PostgreSQL, 15 or later, that
// Debian's packages installed.
func postgresBin(name string) (string, error) {
	const oldest = 15
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if err != nil {
		return "", err
	}
	version := func(file string) int {
		n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(file))))
		return n
	}
	slices.SortFunc(found, func(a, b string) int { return version(b) - version(a) })
	if len(found) == 0 || version(found[0]) < oldest {
		return "", fmt.Errorf("no /usr/lib/postgresql/*/bin/%s of version %d or newer; deploy/local/packages.sh installs it", name, oldest)
	}
	return found[0], nil
}
