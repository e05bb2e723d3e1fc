package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"trinhky/internal/format"
)

// folderFile is what became of one file of a folder.
type folderFile struct {
	File string `json:"file"`
	Type string `json:"document_type"`
	// Had and Has count errors and warnings before and after mending; without mending they are the same.
	Had     tally       `json:"had"`
	Changes int         `json:"changes"`
	Has     tally       `json:"has"`
	Left    []checkLeft `json:"left,omitempty"`
	// Needs are the rules of the errors that stay, each once.
	Needs []string `json:"needs"`
	// Fault says why the file was not read.
	Fault string `json:"fault,omitempty"`
}

type tally struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
}

func tallyOf(r format.Report) tally { return tally{r.Errors, r.Warnings} }

// folder checks every .docx under a folder, mends copies of them where --fix names another, and prints a table.
func (q checkQuestion) folder(cmd *cobra.Command, dir string, opts format.Options) error {
	names, err := q.under(dir)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return fmt.Errorf(q.say("%s không có tệp .docx nào", "no .docx file under %s"), dir)
	}
	files := make([]folderFile, 0, len(names))
	for i, name := range names {
		fmt.Fprintf(cmd.ErrOrStderr(), "%d/%d %s\n", i+1, len(names), name)
		f, err := q.ofFolder(cmd.Context(), dir, name, opts)
		if err := cmd.Context().Err(); err != nil {
			return err
		}
		if err != nil {
			f.Fault = err.Error()
		}
		files = append(files, f)
	}
	if q.json {
		err = q.printJSON(cmd.OutOrStdout(), files)
	} else {
		err = q.table(cmd.OutOrStdout(), files)
	}
	if err != nil {
		return err
	}
	return folderStatus(files)
}

// folderStatus is the exit status for a folder: errors that stay weigh more than files that cannot be read.
func folderStatus(files []folderFile) error {
	switch {
	case slices.ContainsFunc(files, func(f folderFile) bool { return f.Has.Errors > 0 }):
		return checkFoundErrors
	case slices.ContainsFunc(files, func(f folderFile) bool { return f.Fault != "" }):
		return checkUnreadable
	}
	return nil
}

// under lists the .docx files under a folder by their path in it. What Word keeps beside an open file is none, and what
// stands in the folder of the mended copies is not taken in again.
func (q checkQuestion) under(dir string) (names []string, err error) {
	fixed := ""
	if q.fix != "" {
		if fixed, err = filepath.Abs(q.fix); err != nil {
			return nil, err
		}
		if own, err := filepath.Abs(dir); err != nil {
			return nil, err
		} else if own == fixed {
			return nil, errors.New(q.say("không ghi đè lên các tệp gốc, hãy chọn thư mục khác cho --fix", "the originals are not overwritten, choose another folder for --fix"))
		}
	}
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if full, err := filepath.Abs(path); err != nil {
				return err
			} else if full == fixed {
				return fs.SkipDir
			}
			return nil
		}
		name := entry.Name()
		if !strings.EqualFold(filepath.Ext(name), ".docx") || strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".") {
			return nil
		}
		own, err := filepath.Rel(dir, path)
		names = append(names, own)
		return err
	})
	return names, err
}

// ofFolder checks one file of a folder, and mends a copy of it where --fix names a folder.
func (q checkQuestion) ofFolder(ctx context.Context, dir, name string, opts format.Options) (folderFile, error) {
	f := folderFile{File: name, Needs: []string{}}
	path := filepath.Join(dir, name)
	file, size, err := q.open(path)
	if err != nil {
		return f, err
	}
	defer file.Close()
	opts.File = name
	if q.fix == "" {
		report, err := format.CheckFile(ctx, file, size, opts)
		if err != nil {
			return f, q.unreadable(name, err)
		}
		f.Had = tallyOf(report)
		f.after(report)
		return f, nil
	}
	to := filepath.Join(q.fix, name)
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return f, fmt.Errorf(q.say("không ghi được %s: %w", "cannot write %s: %w"), to, err)
	}
	mended, err := q.mendTo(ctx, to, name, file, size, opts)
	if err != nil {
		return f, err
	}
	f.Had, f.Changes, f.Left = tallyOf(mended.Before), len(mended.Changes), q.left(mended)
	f.after(mended.After)
	return f, nil
}

func (f *folderFile) after(report format.Report) {
	f.Type, f.Has = string(report.Type), tallyOf(report)
	for _, x := range report.Findings {
		if x.Severity == format.SeverityError && !slices.Contains(f.Needs, x.Rule) {
			f.Needs = append(f.Needs, x.Rule)
		}
	}
}

// table prints what each file had, what it has, and what it still needs.
func (q checkQuestion) table(w io.Writer, files []folderFile) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	head := []string{q.say("Tệp", "File"), q.say("Loại", "Type"), q.say("Lỗi/cảnh báo", "Errors/warnings")}
	if q.fix != "" {
		head = append(head, q.say("Đã sửa", "Mended"), q.say("Còn lại", "Left"))
	}
	fmt.Fprintln(t, strings.Join(append(head, q.say("Còn phải sửa", "Still to mend")), "\t"))
	good, faulty, unread := 0, 0, 0
	for _, f := range files {
		if f.Fault != "" {
			unread++
			fmt.Fprintf(t, "%s\t%s\n", f.File, strings.Repeat("\t", len(head)-2)+strings.TrimPrefix(f.Fault, f.File+": "))
			continue
		}
		row := []string{f.File, f.Type, f.Had.String()}
		if q.fix != "" {
			row = append(row, fmt.Sprint(f.Changes), f.Has.String())
		}
		fmt.Fprintln(t, strings.Join(append(row, strings.Join(f.Needs, ", ")), "\t"))
		if f.Has.Errors > 0 {
			faulty++
		} else {
			good++
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, q.say("\n%d tệp: %d đạt, %d còn lỗi, %d không đọc được\n", "\n%d files: %d pass, %d have errors, %d cannot be read\n"), len(files), good, faulty, unread)
	return err
}

func (t tally) String() string { return fmt.Sprintf("%d/%d", t.Errors, t.Warnings) }
