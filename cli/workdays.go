package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
)

// newWorkdays answers questions about working days from the built-in table; it
// needs no server.
func newWorkdays() *cobra.Command {
	var q workdaysQuestion
	workdays := &cobra.Command{
		Use:          "workdays",
		Short:        "Tính ngày làm việc / Count Vietnamese civil-service working days",
		Args:         cobra.ArbitraryArgs, // a wrong word is refused below, in both languages
		SilenceUsage: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return workdaysError("không có lệnh %q, chọn add, between hoặc list", "no command %q, choose add, between or list", args[0])
			}
			return cmd.Help()
		},
	}
	workdays.PersistentFlags().BoolVar(&q.json, "json", false, "in JSON / print JSON")
	workdays.PersistentFlags().StringVar(&q.lang, "lang", "vi", "vi | en")

	add := &cobra.Command{
		Use:     "add YYYY-MM-DD N",
		Short:   "Cộng (N âm: lùi) N ngày làm việc / Add N working days, N may be negative",
		Example: "  trinhky workdays add 2025-04-29 5\n  trinhky workdays add 2024-05-07 -3",
		RunE: func(cmd *cobra.Command, _ []string) error {
			args := cmd.Flags().Args()
			if err := q.check(args, 2); err != nil {
				return err
			}
			date, err := q.parseDay(args[0])
			if err != nil {
				return err
			}
			n, err := q.parseCount(args[1])
			if err != nil {
				return err
			}
			result := calendar.Vietnam().Add(date, n)
			return q.result(cmd.OutOrStdout(), result, result.Date.String())
		},
		SilenceUsage: true,
	}
	between := &cobra.Command{
		Use:   "between YYYY-MM-DD YYYY-MM-DD",
		Short: "Đếm ngày làm việc, không tính ngày đầu / Count working days, the first day not counted",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := q.check(args, 2); err != nil {
				return err
			}
			from, err := q.parseDay(args[0])
			if err != nil {
				return err
			}
			to, err := q.parseDay(args[1])
			if err != nil {
				return err
			}
			if to.After(from.AddDays(longestWorkdaysSpan)) || from.After(to.AddDays(longestWorkdaysSpan)) {
				return workdaysError("hai ngày cách nhau quá %d ngày", "the two days are more than %d days apart", longestWorkdaysSpan)
			}
			result := calendar.Vietnam().Between(from, to)
			return q.result(cmd.OutOrStdout(), result, strconv.Itoa(result.WorkingDays))
		},
		SilenceUsage: true,
	}
	list := &cobra.Command{
		Use:   "list YEAR",
		Short: "Liệt kê ngày nghỉ, ngày làm bù của năm / List a year's days off and make-up workdays",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := q.check(args, 1); err != nil {
				return err
			}
			year, err := q.parseYear(args[0])
			if err != nil {
				return err
			}
			return q.list(cmd.OutOrStdout(), calendar.Vietnam().Year(year))
		},
		SilenceUsage: true,
	}
	takeNegativeNumbers(add)
	workdays.AddCommand(add, between, list)
	return workdays
}

// longestWorkdaysSpan, in days, keeps an explanation something a person can read.
const longestWorkdaysSpan = 3660

var negativeWorkdays = regexp.MustCompile(`^-[0-9]+$`)

// takeNegativeNumbers makes "-3" an argument: the flag parser would refuse it
// as an unknown flag, so such words are put behind "--" before it sees them.
func takeNegativeNumbers(cmd *cobra.Command) {
	cmd.DisableFlagParsing = true
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		var words, numbers []string
		for _, arg := range args {
			switch {
			case negativeWorkdays.MatchString(arg):
				numbers = append(numbers, arg)
			case arg != "--":
				words = append(words, arg)
			}
		}
		cmd.DisableFlagParsing = false
		err := cmd.ParseFlags(append(append(words, "--"), numbers...))
		cmd.DisableFlagParsing = true
		if err != nil {
			return err
		}
		if help, err := cmd.Flags().GetBool("help"); err == nil && help {
			return pflag.ErrHelp
		}
		return nil
	}
}

// workdaysQuestion is how the answer is wanted.
type workdaysQuestion struct {
	json bool
	lang string
}

func (q workdaysQuestion) check(args []string, want int) error {
	if len(args) != want {
		return workdaysError("cần %d tham số, nhận %d", "want %d arguments, got %d", want, len(args))
	}
	if q.lang != domain.Vietnamese && q.lang != domain.English {
		return workdaysError("không có ngôn ngữ %q, chọn vi hoặc en", "no language %q, choose vi or en", q.lang)
	}
	return nil
}

func (q workdaysQuestion) result(w io.Writer, r calendar.Result, answer string) error {
	if q.json {
		return q.printJSON(w, r.Explained())
	}
	_, err := io.WriteString(w, answer+"\n"+r.Explain(q.lang))
	return err
}

func (q workdaysQuestion) list(w io.Writer, year calendar.Year) error {
	if q.json {
		return q.printJSON(w, year)
	}
	_, err := io.WriteString(w, year.Text(q.lang))
	return err
}

func (workdaysQuestion) printJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

func (workdaysQuestion) parseDay(text string) (calendar.Date, error) {
	date, err := calendar.ParseDate(text)
	if err != nil {
		return calendar.Date{}, workdaysError("ngày %q không đúng, cần viết NĂM-THÁNG-NGÀY như 2024-05-07",
			"%q is not a day, write YEAR-MONTH-DAY like 2024-05-07", text)
	}
	return date, nil
}

func (workdaysQuestion) parseCount(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < -calendar.MaxWorkingDays || n > calendar.MaxWorkingDays {
		return 0, workdaysError("số ngày làm việc %q không đúng, cần số nguyên từ -%d đến %d",
			"%q is not a number of working days, want an integer from -%d to %d",
			text, calendar.MaxWorkingDays, calendar.MaxWorkingDays)
	}
	return n, nil
}

func (workdaysQuestion) parseYear(text string) (int, error) {
	year, err := strconv.Atoi(text)
	if err != nil || year < 1 || year > 9999 {
		return 0, workdaysError("năm %q không đúng", "%q is not a year", text)
	}
	return year, nil
}

// workdaysError is an error for a person at a terminal, in both languages; both
// formats take the same arguments.
func workdaysError(vi, en string, args ...any) error {
	return fmt.Errorf("%s / %s", fmt.Sprintf(vi, args...), fmt.Sprintf(en, args...))
}
