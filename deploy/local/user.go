package local

import (
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// sharedDir is where servers with a user of their own keep what that user could
// not reach in the checkout.
const sharedDir = "/var/lib/trinhky"

// systemUser is whom a server runs as that shall not be root, or refuses to be:
// the named user when we are root, otherwise nil, ourselves.
func systemUser(name string) (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup(name)
	if err != nil {
		return nil, fmt.Errorf("a server that must not run as root needs the system user %s: %w", name, err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

// reachable says whether a user may enter dir through all folders above it.
func reachable(dir string, as *syscall.Credential) bool {
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return false
	}
	for {
		info, err := os.Stat(real)
		if err != nil {
			return false
		}
		st, ok := info.Sys().(*syscall.Stat_t)
		if !ok {
			return false
		}
		execute := uint32(0o001)
		switch {
		case st.Uid == as.Uid:
			execute = 0o100
		case st.Gid == as.Gid:
			execute = 0o010
		}
		if st.Mode&execute == 0 {
			return false
		}
		if real == "/" {
			return true
		}
		real = filepath.Dir(real)
	}
}
