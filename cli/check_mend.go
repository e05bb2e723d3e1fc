package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"trinhky/internal/format"
)

// mend writes the mended copy, then says what was changed and what is left.
func (q checkQuestion) mend(cmd *cobra.Command, name string, file *os.File, size int64, opts format.Options) error {
	opts.File = q.fix
	mended, err := q.mendTo(cmd.Context(), q.fix, name, file, size, opts)
	if err != nil {
		return err
	}
	if err := q.printMended(cmd.OutOrStdout(), mended); err != nil {
		return err
	}
	return statusOf(mended.After)
}

// mendTo writes the mended copy of a file. It appears whole or not at all, and never in place of the file it was made
// from.
func (q checkQuestion) mendTo(ctx context.Context, to, name string, file *os.File, size int64, opts format.Options) (mended format.Mended, err error) {
	if source, err := file.Stat(); err != nil {
		return format.Mended{}, err
	} else if target, err := os.Stat(to); err == nil && os.SameFile(source, target) {
		return format.Mended{}, errors.New(q.say("không ghi đè lên tệp gốc, hãy chọn tên khác cho --fix", "the original is not overwritten, choose another name for --fix"))
	}
	out, err := os.CreateTemp(filepath.Dir(to), ".trinhky-*.docx") //nolint:forbidigo // it takes the name of the copy once it is whole
	if err != nil {
		return format.Mended{}, fmt.Errorf(q.say("không ghi được %s: %w", "cannot write %s: %w"), to, err)
	}
	defer func() {
		if removed := os.Remove(out.Name()); err == nil && removed != nil && !errors.Is(removed, fs.ErrNotExist) {
			err = removed
		}
	}()
	mended, err = format.Mend(ctx, out, file, size, opts)
	if closed := out.Close(); err == nil {
		err = closed
	}
	switch {
	case errors.Is(err, format.ErrSecret):
		return format.Mended{}, fmt.Errorf(q.say("%s: văn bản có dấu chỉ độ mật, không xử lý", "%s: the document is classified and was not touched"), name)
	case errors.Is(err, format.ErrProtected):
		return format.Mended{}, fmt.Errorf(q.say("%s: văn bản đang được khóa chỉnh sửa (Restrict Editing hoặc mật khẩu sửa đổi), không sửa", "%s: the document is protected against editing and was not touched"), name)
	case err != nil:
		return format.Mended{}, q.unreadable(name, err)
	}
	if err := os.Rename(out.Name(), to); err != nil {
		return format.Mended{}, fmt.Errorf(q.say("không ghi được %s: %w", "cannot write %s: %w"), to, err)
	}
	return mended, nil
}

// checkChange is one repair as --json prints it.
type checkChange struct {
	Rule  string `json:"rule"`
	Where string `json:"where"`
	Text  string `json:"text"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// checkLeft is what could be mended and is not, as --json prints it.
type checkLeft struct {
	Rule  string `json:"rule"`
	Where string `json:"where"`
	Why   string `json:"why"`
}

func (q checkQuestion) left(mended format.Mended) []checkLeft {
	out := []checkLeft{}
	for _, l := range mended.Left {
		out = append(out, checkLeft{l.Rule, l.Where.String(), l.Why.In(q.lang)})
	}
	return out
}

// likeChanges are changes that say the same of several places.
type likeChanges struct {
	format.Change
	where []format.Place
}

// alike gathers changes that say the same, in the order of the first of each.
func alike(changes []format.Change) (out []likeChanges) {
	type key struct{ rule, from, to string }
	at := map[key]int{}
	for _, c := range changes {
		k := key{c.Rule, c.From.VI, c.To.VI}
		i, known := at[k]
		if !known {
			i, at[k] = len(out), len(out)
			out = append(out, likeChanges{Change: c})
		}
		out[i].where = append(out[i].where, c.Where)
	}
	return out
}

// places names a few places and counts the others.
func (q checkQuestion) places(all []format.Place) string {
	const few = 5
	var names []string
	for _, p := range all[:min(few, len(all))] {
		names = append(names, p.In(q.lang))
	}
	out := strings.Join(names, ", ")
	if more := len(all) - len(names); more > 0 {
		out += fmt.Sprintf(q.say(" và %d chỗ nữa", " and %d more"), more)
	}
	return out
}

func (q checkQuestion) printMended(w io.Writer, mended format.Mended) error {
	if q.json {
		changes := []checkChange{}
		for _, c := range mended.Changes {
			changes = append(changes, checkChange{c.Rule, c.Where.String(), c.Text, c.From.Plain(q.lang), c.To.Plain(q.lang)})
		}
		return q.printJSON(w, struct {
			format.View
			Changes []checkChange `json:"changes"`
			Left    []checkLeft   `json:"left"`
		}{mended.After.In(q.lang), changes, q.left(mended)})
	}
	var b strings.Builder
	fmt.Fprintf(&b, q.say("Đã sửa %d chỗ\n", "Mended %d places\n"), len(mended.Changes))
	for _, g := range alike(mended.Changes) {
		fmt.Fprintf(&b, "  [%s] %s: %s → %s\n", g.Rule, q.places(g.where), g.From.In(q.lang), g.To.In(q.lang))
	}
	for _, l := range mended.Left {
		fmt.Fprintf(&b, q.say("  [%s] %s để nguyên: %s\n", "  [%s] %s is left as it is: %s\n"), l.Rule, l.Where.In(q.lang), l.Why.In(q.lang))
	}
	b.WriteString("\n")
	if _, err := io.WriteString(w, b.String()); err != nil {
		return err
	}
	return q.print(w, mended.After)
}
