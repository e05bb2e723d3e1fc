package rest

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	g "trinhky/internal/docxgen"
	"trinhky/internal/domain"
	"trinhky/internal/format"
)

func (s *fakeStore) FirstTimePasses(_ context.Context, year int) ([]domain.FirstTimePass, error) {
	s.cases.Year = year
	return []domain.FirstTimePass{{UnitID: unitID, UnitName: "Phòng Nội vụ", Checked: 3, Passed: 2}}, s.err
}

func (s *fakeStore) FormatCases(_ context.Context, f domain.FormatCaseFilter) ([]domain.FormatCase, string, error) {
	s.cases = f
	return []domain.FormatCase{{DocumentID: docID, Subject: "V/v", Type: domain.TypeOfficialLetter, UnitID: unitID, At: at, Reasons: "Tiêu ngữ"}}, "more", s.err
}

func TestTheFiguresOfAYearOpenTheirCases(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.as(domain.PositionChiefOfOffice)
	status, answer, _ := s.call("GET", "/api/v1/tracking/format?year=2026", nil)
	require.Equal(t, http.StatusOK, status)
	require.InEpsilon(t, 2026, answer["year"], 0)
	require.Len(t, answer["items"], 1)
	yes, no := true, false
	for query, want := range map[string]domain.FormatCaseFilter{
		"year=2026":              {Year: 2026, Limit: 50},
		"year=2026&passed=false": {Year: 2026, Passed: &no, Limit: 50},
		"year=2025&passed=true&unit_id=" + unitID + "&limit=7&after=x": {Year: 2025, Passed: &yes, UnitID: unitID, Limit: 7, After: "x"},
	} {
		status, answer, _ := s.call("GET", "/api/v1/tracking/format/cases?"+query, nil)
		require.Equal(t, http.StatusOK, status, query)
		require.Equal(t, want, s.store.cases, query)
		require.Equal(t, "more", answer["next"])
	}
	for _, query := range []string{"", "year=0", "year=x", "year=2026&passed=maybe"} {
		status, _, _ := s.call("GET", "/api/v1/tracking/format/cases?"+query, nil)
		require.Equal(t, http.StatusUnprocessableEntity, status, query)
	}
}

func TestTheMendedCopyOfAVersionIsADownloadOrSaysWhyThereIsNone(t *testing.T) {
	t.Parallel()
	s := newService(t)
	letter := g.LetterForm()
	letter.Motto.Text = "Độc lập – Tự do – Hạnh phúc"
	s.files[fileSHA] = string(letter.Bytes())
	address := "/api/v1/documents/" + docID + "/versions/" + versionID + "/fixed"
	status, _, response := s.call("GET", address, nil)
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, response.Header().Get("Content-Disposition"), "attachment; filename*=utf-8''288%20UBND%20")
	require.NotEqual(t, `"`+fileSHA+`"`, response.Header().Get("ETag"), "the copy is another content")
	data, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	report, err := format.CheckFile(t.Context(), bytes.NewReader(data), int64(len(data)), format.Options{})
	require.NoError(t, err)
	require.Zero(t, report.Errors)

	letter.Protection = "readOnly"
	s.files[fileSHA] = string(letter.Bytes())
	status, answer, _ := s.call("GET", address, nil)
	require.Equal(t, http.StatusUnsupportedMediaType, status)
	require.Contains(t, answer["title"], "khóa chỉnh sửa")
	s.files[fileSHA] = string(g.LetterForm().Bytes())
	status, _, _ = s.call("GET", address, nil)
	require.Equal(t, http.StatusNotFound, status)
	status, _, _ = s.call("GET", "/api/v1/documents/"+docID+"/versions/"+otherID+"/fixed", nil)
	require.Equal(t, http.StatusNotFound, status)
}
