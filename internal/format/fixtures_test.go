package format_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/format"
)

const testdata = "../../testdata"

func checkPath(t *testing.T, name string, opts format.Options) format.Report {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(testdata, name))
	require.NoError(t, err)
	report, err := format.CheckFile(t.Context(), bytes.NewReader(data), int64(len(data)), opts)
	require.NoError(t, err)
	return report
}

func ruleIDs(r format.Report) []string {
	out := []string{}
	for _, f := range r.Findings {
		out = append(out, f.Rule)
	}
	return out
}

func TestTheLetterIsTurnedAwayForItsOwnFaults(t *testing.T) {
	t.Parallel()
	report := checkPath(t, "288-UBND-VP.docx", format.Options{})
	require.Equal(t, domain.TypeOfficialLetter, report.Type)
	want := []string{"motto.text", "number.spacing", "legal-basis.punctuation", "citation.first", "spelling.repeated-word", "capital.agency", "recipients.archive-line", "recipients.archive-unit"}
	require.Empty(t, cmp.Diff(want, ruleIDs(report)))
	require.Equal(t, 3, report.Errors)
	require.Equal(t, 5, report.Warnings)
}

func TestTheCorrectedDraftPassesAndWaitsForItsNumberAndDay(t *testing.T) {
	t.Parallel()
	require.Empty(t, checkPath(t, "288-UBND-VP.corrected.docx", format.Options{}).Findings)
	issued := checkPath(t, "288-UBND-VP.corrected.docx", format.Options{Stage: format.StageIssued})
	require.Equal(t, []string{"number.blank", "place-date.grammar"}, ruleIDs(issued))
}

func TestReportIsTheAgreedJSON(t *testing.T) {
	t.Parallel()
	report := checkPath(t, "288-UBND-VP.docx", format.Options{File: "288.docx"})
	data, err := json.Marshal(report)
	require.NoError(t, err)
	var got map[string]any
	require.NoError(t, json.Unmarshal(data, &got))
	findings, ok := got["findings"].([]any)
	require.True(t, ok)
	first, ok := findings[0].(map[string]any)
	require.True(t, ok)
	require.Contains(t, first["message"], "quy định “Độc lập - Tự do - Hạnh phúc”")
	delete(first, "message")
	got["findings"] = first
	want := map[string]any{
		"file": "288.docx", "document_type": "cong-van", "document_type_by": "reference", "unsure": []any{"legal-basis"}, "stage": "draft", "errors": 3.0, "warnings": 5.0,
		"findings": map[string]any{
			"rule": "motto.text", "severity": "error", "component": "motto", "where": "paragraph 4",
			"text": "Độc lập – Tự do – Hạnh phúc", "found": "“Độc lập – Tự do – Hạnh phúc”", "expected": "“Độc lập - Tự do - Hạnh phúc”",
			"citation": "Phụ lục I, Phần I, mục II.1.b",
		},
	}
	require.Empty(t, cmp.Diff(want, got))
}

func TestKeptReportIsReadInEitherLanguage(t *testing.T) {
	t.Parallel()
	report := checkPath(t, "288-UBND-VP.docx", format.Options{})
	kept, err := report.Kept()
	require.NoError(t, err)
	for _, lang := range []string{domain.Vietnamese, domain.English} {
		got, err := format.ReadKept(kept, lang)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(report.In(lang), got), lang)
	}
}

func TestProposalIsReadFromTheLetter(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join(testdata, "288-UBND-VP.docx"))
	require.NoError(t, err)
	result, err := format.Checker{}.Check(t.Context(), bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	require.False(t, result.Secret)
	want := format.Proposal{
		Type: domain.TypeOfficialLetter, Notation: "UBND-VP", Urgency: domain.UrgencyNormal,
		Subject: "chấn chỉnh, khắc phục một số hạn chế trong thực hiện Quy chế làm việc của UBND thành phố",
		Issuer:  "ỦY BAN NHÂN DÂN THÀNH PHỐ RẠCH GIÁ", Signer: "CHỦ TỊCH",
		Recipients: []string{"Thủ trưởng các phòng, ban, ngành thành phố", "Chủ tịch UBND các phường, xã", "CT và các PCT UBND TP", "LĐVP, CVNC"},
	}
	require.Empty(t, cmp.Diff(want, result.Proposal))
}

func TestOfficialLawFilesAreReadWithoutACrash(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"annex-1.docx", "annex-3.docx", "decree.docx"} {
		first := checkPath(t, "law/"+name, format.Options{})
		require.Equal(t, first, checkPath(t, "law/"+name, format.Options{}), "%s: the same every run", name)
		require.False(t, first.Secret(), name)
	}
}
