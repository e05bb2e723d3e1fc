package local

import (
	"context"
	_ "embed"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"text/template"
	"time"
)

//go:embed temporal.yaml.tmpl
var temporalConfig string

// Docker Compose mounts the same file.
//
//go:embed temporal-dynamic.yaml
var temporalDynamic string

// temporal is one process with the four Temporal services; its data lies in
// the PostgreSQL beside it.
func (s *Stack) temporal() *server {
	frontend := s.opts.address(temporalFrontendPort)
	ports := map[string]int{}
	for name, base := range temporalPorts {
		ports[name] = s.opts.port(base)
		ports[name+" membership"] = s.opts.port(base + temporalMembershipBase)
	}
	ports["service"] = ports["frontend"]
	delete(ports, "frontend")
	return &server{
		name:    Temporal,
		title:   "Temporal",
		ports:   ports,
		prepare: s.prepareTemporal,
		command: func(ctx context.Context) (*exec.Cmd, error) {
			cmd := exec.CommandContext(ctx, s.opts.bin("temporal-server"), "--config-file", s.dir("temporal.yaml"), "--allow-no-auth", "start")
			cmd.Dir = s.opts.InstanceDir()
			cmd.Env = s.serverEnv(s.opts.InstanceDir())
			return cmd, nil
		},
		memory:    2 << 30,
		healthy:   grpcHealth(frontend, "temporal.api.workflowservice.v1.WorkflowService"),
		stop:      syscall.SIGTERM,
		stopTime:  45 * time.Second,
		startTime: 90 * time.Second,
	}
}

var temporalPorts = map[string]int{
	"frontend": temporalFrontendPort,
	"history":  temporalHistoryPort,
	"matching": temporalMatchingPort,
	"worker":   temporalWorkerPort,
}

func (s *Stack) prepareTemporal(ctx context.Context) error {
	type service struct {
		Name             string
		Port, Membership int
	}
	values := struct {
		Postgres, Password, Frontend, Dynamic string
		Services                              []service
	}{
		Postgres: fmt.Sprintf("127.0.0.1:%d", s.opts.enginePort()),
		Password: s.secrets.postgresTemporal,
		Frontend: s.opts.address(temporalFrontendPort),
		Dynamic:  s.dir("temporal-dynamic.yaml"),
	}
	for name, base := range temporalPorts {
		values.Services = append(values.Services, service{name, s.opts.port(base), s.opts.port(base + temporalMembershipBase)})
	}
	var text strings.Builder
	if err := template.Must(template.New("").Parse(temporalConfig)).Execute(&text, values); err != nil {
		return err
	}
	if err := writeFile(s.dir("temporal.yaml"), text.String(), 0o600); err != nil {
		return err
	}
	if err := writeFile(s.dir("temporal-dynamic.yaml"), temporalDynamic, 0o600); err != nil {
		return err
	}
	for database, schema := range map[string]string{
		"temporal":            "postgresql/v12/temporal",
		"temporal_visibility": "postgresql/v12/visibility",
	} {
		if err := s.temporalSchema(ctx, database, schema); err != nil {
			return err
		}
	}
	return nil
}

// temporalSchema brings a database to the schema the built server carries.
func (s *Stack) temporalSchema(ctx context.Context, database, schema string) error {
	tool := func(args ...string) error {
		cmd := exec.CommandContext(ctx, s.opts.bin("temporal-sql-tool"), args...)
		cmd.Env = s.serverEnv(s.opts.InstanceDir(),
			"SQL_PLUGIN=postgres12_pgx", "SQL_HOST=127.0.0.1", "SQL_PORT="+strconv.Itoa(s.opts.enginePort()),
			"SQL_USER=temporal", "SQL_PASSWORD="+s.secrets.postgresTemporal, "SQL_DATABASE="+database)
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("schema of %s: %w\n%s", database, err, out)
		}
		return nil
	}
	// Leaves a database that has a version alone.
	if err := tool("setup-schema", "--version", "0.0"); err != nil {
		return err
	}
	return tool("update-schema", "--schema-name", schema)
}
