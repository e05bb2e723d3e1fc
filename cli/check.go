package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"trinhky/internal/docx/opc"
	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/regulation"
)

// Exit statuses of check: errors in the document, or no document to check.
const (
	checkFoundErrors exitCode = 1
	checkUnreadable  exitCode = 2
)

// newCheck checks one .docx against Decree 30/2020; it needs no server.
func newCheck() *cobra.Command {
	var q checkQuestion
	check := &cobra.Command{
		Use:   "check FILE.docx | DIR",
		Short: "Kiểm tra thể thức theo Nghị định 30/2020 / Check a .docx against Decree 30/2020",
		Example: "  trinhky check du-thao.docx\n  trinhky check quyet-dinh.docx --stage issued --json\n" +
			"  trinhky check du-thao.docx --fix du-thao.sua.docx\n  trinhky check thu-muc/ --fix thu-muc-da-sua/",
		Args:          cobra.ArbitraryArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			err := q.answer(cmd, args)
			var code exitCode
			if err == nil || errors.As(err, &code) {
				return err
			}
			fmt.Fprintln(cmd.ErrOrStderr(), "trinhky check:", err)
			return checkUnreadable
		},
	}
	check.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		fmt.Fprintln(cmd.ErrOrStderr(), "trinhky check:", err)
		return checkUnreadable
	})
	check.Flags().StringVar(&q.kind, "type", "", "tên loại, tự nhận biết nếu bỏ trống / document type: cong-van, quyet-dinh, to-trinh …")
	check.Flags().StringVar(&q.preset, "preset", "", "số đo và mức độ của cơ quan: tên bộ quy tắc hoặc tệp .yaml / an office's numbers and severities: a preset or a .yaml file")
	check.Flags().StringVar(&q.stage, "stage", string(format.StageDraft), "draft | issued")
	check.Flags().BoolVar(&q.json, "json", false, "in JSON / print JSON")
	check.Flags().StringVar(&q.lang, "lang", domain.Vietnamese, "vi | en")
	check.Flags().StringVar(&q.fix, "fix", "", "ghi bản đã sửa phần cơ học vào tệp (hoặc thư mục) này / write a copy with mechanical faults mended to this file (or folder)")
	return check
}

// checkQuestion is what is to be checked and how the answer is wanted.
type checkQuestion struct {
	kind, stage, lang, fix, preset string
	json                           bool
}

// say picks the words of the language asked for.
func (q checkQuestion) say(vi, en string) string {
	return domain.Text{VI: vi, EN: en}.In(q.lang)
}

func (q checkQuestion) answer(cmd *cobra.Command, args []string) error {
	if q.lang != domain.Vietnamese && q.lang != domain.English {
		return fmt.Errorf("không có ngôn ngữ %q, chọn vi hoặc en / no language %q, choose vi or en", q.lang, q.lang)
	}
	if len(args) != 1 {
		return errors.New(q.say("cần đúng một tệp .docx hoặc một thư mục", "give exactly one .docx file or folder"))
	}
	if q.kind != "" && !format.KnownType(domain.DocumentType(q.kind)) {
		return fmt.Errorf(q.say("không có loại văn bản %q", "no document type %q"), q.kind)
	}
	if q.stage != string(format.StageDraft) && q.stage != string(format.StageIssued) {
		return fmt.Errorf(q.say("không có giai đoạn %q, chọn draft hoặc issued", "no stage %q, choose draft or issued"), q.stage)
	}
	office, err := q.office()
	if err != nil {
		return err
	}
	opts := format.Options{Office: office, File: args[0], Type: domain.DocumentType(q.kind), Stage: format.Stage(q.stage), Lang: q.lang}
	if info, err := os.Stat(args[0]); err == nil && info.IsDir() {
		return q.folder(cmd, args[0], opts)
	}
	file, size, err := q.open(args[0])
	if err != nil {
		return err
	}
	defer file.Close()
	if q.fix != "" {
		return q.mend(cmd, args[0], file, size, opts)
	}
	report, err := format.CheckFile(cmd.Context(), file, size, opts)
	if err != nil {
		return q.unreadable(args[0], err)
	}
	if err := q.print(cmd.OutOrStdout(), report); err != nil {
		return err
	}
	return statusOf(report)
}

// office is what the office of the preset has settled; without one the decree stands as it is.
func (q checkQuestion) office() (format.Office, error) {
	if q.preset == "" {
		return format.Office{}, nil
	}
	policy, err := regulation.Load(q.preset)
	if err != nil {
		return format.Office{}, err
	}
	return officeOf(policy)
}

func officeOf(policy regulation.Policy) (format.Office, error) {
	office, err := format.OfficeOf(policy.Form)
	if err != nil {
		return format.Office{}, fmt.Errorf("policy %s: %w", policy.ID, err)
	}
	return office, nil
}

func statusOf(report format.Report) error {
	if report.Errors > 0 {
		return checkFoundErrors
	}
	return nil
}

func (q checkQuestion) open(name string) (*os.File, int64, error) {
	// A pipe keeps whoever opens it waiting, so it is told from a file before.
	info, err := os.Stat(name)
	var file *os.File
	if err == nil && info.Mode().IsRegular() {
		file, err = os.Open(name)
	}
	if err != nil {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, 0, fmt.Errorf(q.say("không có tệp %s", "no file %s"), name)
		case errors.Is(err, fs.ErrPermission):
			return nil, 0, fmt.Errorf(q.say("không có quyền đọc tệp %s", "no permission to read %s"), name)
		}
		return nil, 0, err
	}
	if file == nil {
		return nil, 0, fmt.Errorf(q.say("%s không phải là tệp", "%s is not a file"), name)
	}
	if info, err = file.Stat(); err != nil {
		return nil, 0, errors.Join(err, file.Close())
	}
	return file, info.Size(), nil
}

func (q checkQuestion) unreadable(name string, err error) error {
	var fault *opc.Error
	if errors.As(err, &fault) {
		return fmt.Errorf("%s: %s", name, fault.Message(q.lang))
	}
	return fmt.Errorf("%s: %w", name, err)
}

func (q checkQuestion) print(w io.Writer, report format.Report) error {
	if q.json {
		return q.printJSON(w, report)
	}
	var b strings.Builder
	kind := string(report.Type)
	if kind == "" {
		kind = q.say("chưa rõ loại", "type unknown")
	}
	fmt.Fprintf(&b, q.say("%s (%s, %s): %d lỗi, %d cảnh báo\n", "%s (%s, %s): errors %d, warnings %d\n"),
		report.File, kind, report.Stage, report.Errors, report.Warnings)
	if report.Type != "" {
		fmt.Fprintf(&b, q.say("Loại văn bản nhận biết %s.\n", "The type was told %s.\n"), report.By.In(q.lang))
	}
	if len(report.Unsure) > 0 {
		fmt.Fprintf(&b, q.say("Vị trí được suy đoán, chỉ cảnh báo: %s.\n", "Guessed where they stand, so warnings only: %s.\n"), strings.Join(report.Unsure, ", "))
	}
	for _, f := range report.Findings {
		word := q.say("Lỗi", "Error")
		if f.Severity == format.SeverityWarning {
			word = q.say("Cảnh báo", "Warning")
		}
		fmt.Fprintf(&b, "\n%s [%s] %s", word, f.Rule, f.Where.In(q.lang))
		if f.Text != "" {
			fmt.Fprintf(&b, ": “%s”", f.Text)
		}
		fmt.Fprintf(&b, "\n  %s\n  %s\n", f.Message.In(q.lang), f.Citation.In(q.lang))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (checkQuestion) printJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
