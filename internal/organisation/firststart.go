package organisation

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"strings"
	"time"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

// Start is what the program begins with.
type Start struct {
	Policy regulation.Policy
	Demo   bool
	// Password of every demo account; where it is empty one is made at random.
	// Without the demo it plays no part: the administrator's is always random.
	// Either is printed once.
	Password string
	// Hash makes the password hash that accounts keep.
	Hash func(password string) (string, error)
	// Out is for the person at the terminal, never the log.
	Out io.Writer
	Now time.Time
}

// leastPassword is the least length, in characters, of a demo password given
// from outside.
const leastPassword = 12

// FirstStart fills an empty store: with the demo organisation, or else with the
// policy's leaders and Office and one administrator. It reports whether it did;
// a store that has its administrator is left alone. A start cut short before
// that begins again. Two processes must not run it at once, for each
// would print a password of its own: call it under a lock they share.
func FirstStart(ctx context.Context, store Store, s Start) (bool, error) {
	switch _, err := store.AccountByUsername(ctx, AdministratorUsername); {
	case err == nil:
		return false, nil
	case domain.CodeOf(err) != domain.ErrNotFound:
		return false, fmt.Errorf("first start: %w", err)
	}

	o, err := s.organisation()
	if err != nil {
		return false, err
	}
	password := randomPassword()
	if s.Demo && s.Password != "" {
		if len([]rune(s.Password)) < leastPassword {
			return false, fmt.Errorf("first start: the demo password must have at least %d characters", leastPassword)
		}
		password = s.Password
	}
	hash, err := s.Hash(password)
	if err != nil {
		return false, fmt.Errorf("first start: hash password: %w", err)
	}
	if err := Apply(ctx, store, o); err != nil {
		return false, fmt.Errorf("first start: %w", err)
	}
	if err := saveAccounts(ctx, store, o, hash); err != nil {
		return false, fmt.Errorf("first start: %w", err)
	}
	if s.Demo {
		return true, s.demoHint(password)
	}
	return true, s.administratorHint(password)
}

func (s Start) organisation() (Organisation, error) {
	if s.Demo {
		return Demo(s.Policy.ID)
	}
	return Minimal(s.Policy, s.Now), nil
}

func (s Start) demoHint(password string) error {
	_, err := fmt.Fprintf(s.Out, `
Tổ chức minh họa / Demo organisation: %s
  Đăng nhập bằng một trong các tài khoản / sign in as one of:
    chuyen-vien-van-hoa-thong-tin    chuyên viên soạn thảo / drafter
    truong-phong-van-hoa-thong-tin   thủ trưởng đơn vị / head of a unit
    kiem-tra-the-thuc                kiểm tra thể thức / format checker
    chuyen-vien-theo-doi             Văn phòng theo dõi / Office specialist
    chanh-van-phong                  Chánh Văn phòng / Chief of Office
    pho-chu-tich-2, chu-tich         lãnh đạo / leaders
    van-thu                          văn thư / records clerk
    theo-doi-thi-dua                 Nội vụ / Internal Affairs
    quan-tri                         quản trị / administrator
  Mật khẩu chung, chỉ in một lần / shared password, printed this once: %s
`, s.Policy.Title.VI, password)
	return err
}

func (s Start) administratorHint(password string) error {
	_, err := fmt.Fprintf(s.Out, `
Quản trị viên đầu tiên / First administrator: %s
  Mật khẩu, chỉ in một lần / password, printed this once: %s
`, AdministratorUsername, password)
	return err
}

// randomPassword is 80 random bits in four groups that can be read aloud.
func randomPassword() string {
	text := strings.ToLower(rand.Text())
	return strings.Join([]string{text[:4], text[4:8], text[8:12], text[12:16]}, "-")
}
