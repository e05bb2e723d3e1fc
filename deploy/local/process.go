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
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A process is known by its id and the moment it started, in clock ticks since
// boot: an id alone may have been given to another program meanwhile.
type process struct {
	pid   int
	start uint64
}

// procStat holds the fields of /proc/<pid>/stat used here, see proc(5).
type procStat struct {
	state                    byte
	parent, session, threads int
	start                    uint64
}

func readStat(pid int) (procStat, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return procStat{}, err
	}
	// The command name stands in brackets and may hold anything, so fields are
	// counted after its last closing bracket: state is field 3.
	_, rest, ok := bytes.Cut(data[bytes.LastIndexByte(data, ')')+1:], []byte(" "))
	fields := strings.Fields(string(rest))
	if !ok || len(fields) < 20 {
		return procStat{}, fmt.Errorf("/proc/%d/stat: unexpected form", pid)
	}
	var s procStat
	s.state = fields[0][0]
	s.parent, _ = strconv.Atoi(fields[1])
	s.session, _ = strconv.Atoi(fields[3])
	s.threads, _ = strconv.Atoi(fields[17])
	s.start, err = strconv.ParseUint(fields[19], 10, 64)
	return s, err
}

func (p process) alive() bool {
	s, err := readStat(p.pid)
	return err == nil && s.start == p.start && !s.ended()
}

// ended tells a process that nobody collected yet (a container without an init
// never does) from one whose first thread alone is gone.
func (s procStat) ended() bool { return s.state == 'Z' && s.threads <= 1 }

// family returns p, first, and every process below it and in its session:
// Gotenberg's LibreOffice outlives a killed Gotenberg otherwise.
func (p process) family() []process {
	stats := map[int]procStat{}
	entries, _ := os.ReadDir("/proc")
	for _, e := range entries {
		if pid, err := strconv.Atoi(e.Name()); err == nil {
			if s, err := readStat(pid); err == nil {
				stats[pid] = s
			}
		}
	}
	below := func(pid int) bool {
		for range 64 {
			s, ok := stats[pid]
			switch {
			case pid == p.pid || ok && s.session == p.pid && s.start >= p.start:
				return true
			case !ok || s.parent <= 1:
				return false
			}
			pid = s.parent
		}
		return false
	}
	all := []process{p}
	for pid, s := range stats {
		if pid != p.pid && below(pid) {
			all = append(all, process{pid, s.start})
		}
	}
	return all
}

// kill ends the processes at once and waits until they are gone.
func kill(ctx context.Context, family []process) error {
	for _, p := range family {
		if p.alive() {
			// Gone meanwhile is what is wanted.
			if err := syscall.Kill(p.pid, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
				return fmt.Errorf("kill process %d: %w", p.pid, err)
			}
		}
	}
	return wait(ctx, 20*time.Second, func(context.Context) error {
		for _, p := range family {
			if p.alive() {
				return fmt.Errorf("process %d is still there", p.pid)
			}
		}
		return nil
	})
}

// wait calls check until it returns nil or the time is over; then it returns
// the last error.
func wait(ctx context.Context, limit time.Duration, check func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	ticker := time.NewTicker(100 * time.Millisecond)
	defer ticker.Stop()
	for {
		err := check(ctx)
		if err == nil {
			return nil
		}
		var final finalError
		if errors.As(err, &final) {
			return final.error
		}
		select {
		case <-ctx.Done():
			if errors.Is(ctx.Err(), context.Canceled) {
				return context.Canceled
			}
			return fmt.Errorf("not within %s: %w", limit, err)
		case <-ticker.C:
		}
	}
}

// finalError ends a wait before its time: more waiting cannot help.
type finalError struct{ error }

// spawn starts cmd in a session of its own, so that Ctrl-C in the terminal
// reaches only the orchestrator, which stops the servers in order. Its output
// goes to logFile; what it says on standard output to outFile, where one is
// named.
func spawn(cmd *exec.Cmd, logFile, outFile, pidFile string) (process, error) {
	if info, err := os.Stat(logFile); err == nil && info.Size() > 64<<20 {
		if err := os.Rename(logFile, logFile+".1"); err != nil {
			return process{}, err
		}
	}
	out, err := os.OpenFile(logFile, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return process{}, err
	}
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	if outFile != "" {
		said, err := os.OpenFile(outFile, os.O_CREATE|os.O_TRUNC|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			return process{}, err
		}
		defer said.Close()
		cmd.Stdout = said
	}
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Setsid = true
	if err := cmd.Start(); err != nil {
		return process{}, err
	}
	p := process{pid: cmd.Process.Pid}
	stat, err := readStat(p.pid)
	if err != nil {
		return process{}, fmt.Errorf("ended at once: %w", err)
	}
	p.start = stat.start
	// Collects the process when it ends before us. How it ended is in its log.
	go func() { _ = cmd.Wait() }()
	return p, os.WriteFile(pidFile, fmt.Appendf(nil, "%d %d\n", p.pid, p.start), 0o600)
}

// readPid returns the process a pid file names and whether it still runs.
func readPid(file string) (process, bool) {
	var p process
	data, err := os.ReadFile(file)
	if err != nil {
		return p, false
	}
	if _, err := fmt.Sscan(string(data), &p.pid, &p.start); err != nil {
		return p, false
	}
	return p, p.alive()
}

// tail returns the last twenty lines of a file, for an error a person reads.
func tail(file string) string {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return ""
	} else if err != nil {
		return err.Error()
	}
	all := strings.Split(strings.TrimRight(string(data), "\n"), "\n")
	return filepath.Base(file) + " ends:\n    " + strings.Join(all[max(0, len(all)-20):], "\n    ")
}
