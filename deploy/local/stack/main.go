// Command stack runs the servers of trinhky on this machine, and the program
// itself, without Docker.
//
//	stack up [-test] [-product] [-detach]   build and start what does not run
//	stack down [-test]                      stop everything
//	stack status [-test]                    what runs where
//	stack start|stop|kill [-test] NAME      one server; kill is a crash
//	stack env -- COMMAND …                  run a command in the program's environment
//	stack tools NAME …                      build tools of make check
//	stack with [-test] -- COMMAND …         run a command with the servers up
//
// -faults instead of -test means the servers of the fault suite.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"trinhky/deploy/local"
)

const usage = "usage: stack up|down|status|start|stop|kill|env|with|tools [-test|-faults] [-product] [-detach] [NAME | -- COMMAND …]"

func main() {
	// Ctrl-C and a polite kill end the same way: everything is stopped in order.
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer cancel()
	err := run(ctx, os.Args[1:])
	var exit *exec.ExitError
	switch {
	case err == nil || errors.Is(err, flag.ErrHelp):
	case errors.As(err, &exit):
		os.Exit(exit.ExitCode())
	default:
		fmt.Fprintln(os.Stderr, "stack:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return errors.New(usage)
	}
	verb := args[0]
	flags := flag.NewFlagSet(verb, flag.ContinueOnError)
	test := flags.Bool("test", false, "the instance of the tests")
	faults := flags.Bool("faults", false, "the instance of the fault suite")
	product := flags.Bool("product", false, "run the program itself too")
	detach := flags.Bool("detach", false, "return when everything is healthy")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	kind := local.Run
	switch {
	case *faults:
		kind = local.Faults
	case *test:
		kind = local.Test
	}
	opts, err := local.FromEnvironment(kind)
	if err != nil {
		return err
	}
	if verb == "tools" {
		return local.BuildTools(ctx, opts, os.Stdout, flags.Args())
	}
	stack, err := local.Open(opts, os.Stdout)
	if err != nil {
		return err
	}
	if *product || verb == "down" || verb == "status" {
		stack.AddProduct()
	}
	switch verb {
	case "up":
		return up(ctx, stack, opts, *product, *detach)
	case "down":
		return stack.Down(ctx)
	case "status":
		return status(ctx, stack)
	case "start":
		return stack.Start(ctx, flags.Arg(0))
	case "stop":
		return stack.Stop(ctx, flags.Arg(0))
	case "kill":
		return stack.Kill(ctx, flags.Arg(0))
	case "env":
		return command(ctx, flags.Args(), stack.ProductEnv())
	case "with":
		return with(ctx, stack, opts, flags.Args())
	}
	return errors.New(usage)
}

func up(ctx context.Context, stack *local.Stack, opts local.Options, product, detach bool) error {
	if product && detach {
		// A program left running from an earlier build makes way for this one.
		if err := stack.Stop(ctx, local.Product); err != nil {
			return err
		}
	}
	if err := bringUp(ctx, stack, opts, product); err != nil {
		return err
	}
	if product {
		said, err := stack.Announcements()
		if err != nil {
			return err
		}
		fmt.Printf("\ntrinhky is ready: http://%s/\n%s", stack.Environment()["TRINHKY_HTTP_ADDR"], said)
		if file := stack.DemoPasswordFile(); file != "" {
			fmt.Printf("The password of the demo's accounts is kept in %s\n", file)
		}
	}
	fmt.Printf("Logs and data: %s\n", opts.InstanceDir())
	if detach {
		return nil
	}
	fmt.Println("Ctrl-C stops everything; the data stays.")
	fault := stack.Watch(ctx)
	fmt.Println()
	return errors.Join(fault, down(stack))
}

// bringUp builds and starts everything; if that fails half way, what it had
// started is stopped again.
func bringUp(ctx context.Context, stack *local.Stack, opts local.Options, product bool) error {
	if err := local.BuildServers(ctx, opts, os.Stdout); err != nil {
		return err
	}
	if product {
		if err := local.BuildProduct(ctx, opts, os.Stdout); err != nil {
			return err
		}
	}
	started, err := stack.Up(ctx)
	if err != nil && started {
		err = errors.Join(err, down(stack))
	}
	return err
}

func down(stack *local.Stack) error {
	// The signal that ended the run must not end the stopping.
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	return stack.Down(ctx)
}

func status(ctx context.Context, stack *local.Stack) error {
	for _, s := range stack.Status(ctx) {
		state := "not running"
		switch {
		case s.Running && s.Fault == nil:
			state = fmt.Sprintf("healthy on %s, process %d", s.Address, s.Pid)
		case s.Running:
			state = fmt.Sprintf("NOT HEALTHY on %s, process %d: %v; log %s", s.Address, s.Pid, s.Fault, s.Log)
		}
		fmt.Printf("  %-11s %-10s %s\n", s.Title, s.Name, state)
	}
	return nil
}

// with runs a command with the servers up and stops them afterwards, unless
// they ran before.
func with(ctx context.Context, stack *local.Stack, opts local.Options, args []string) error {
	ranBefore := false
	for _, s := range stack.Status(ctx) {
		ranBefore = ranBefore || s.Running
	}
	if err := bringUp(ctx, stack, opts, false); err != nil {
		return err
	}
	err := command(ctx, args, os.Environ())
	if ranBefore {
		return err
	}
	return errors.Join(err, down(stack))
}

// command runs a command to its end. Ctrl-C reaches it too; it gets a minute
// to stop by itself.
func command(ctx context.Context, args, env []string) error {
	if len(args) == 0 {
		return errors.New("no command given")
	}
	cmd := exec.CommandContext(ctx, args[0], args[1:]...) //nolint:gosec // running what it is given is its purpose
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = time.Minute
	cmd.Env = env
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	return cmd.Run()
}
