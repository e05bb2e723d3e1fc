package format_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	g "trinhky/internal/docxgen"
	"trinhky/internal/format"
)

// stretched puts more text before the last paragraph of a document than a check holds at a time.
func stretched(s *g.Spec) *g.Spec {
	last := len(s.Body) - 1
	var more []g.Block
	for i := range 400 {
		more = append(more, g.Paragraphs(fmt.Sprintf("Các đơn vị gửi báo cáo lần thứ %d đúng thời hạn, bảo đảm chất lượng, đầy đủ nội dung theo yêu cầu của Ủy ban nhân dân thành phố.", i+1))...)
	}
	s.Body = slices.Insert(slices.Clone(s.Body), last, more...)
	return s
}

func TestADefectIsFoundAtItsPlaceInADocumentTooLongToHold(t *testing.T) {
	t.Parallel()
	for _, p := range pairs {
		t.Run(p.rule+" "+p.name, func(t *testing.T) {
			t.Parallel()
			require.Empty(t, lines(checkSpec(t, stretched(p.base()), format.Options{Stage: p.stage})), "the twin")
			s := p.base()
			p.plant(s)
			p.found(t, stretched(s))
		})
	}
}

// What stands far behind the Nơi nhận line, or without any, is not taken for the end of the document.
func TestTheEndOfALongDocumentIsFoundWhereverItStands(t *testing.T) {
	t.Parallel()
	long := func(n int) []g.Block {
		var out []g.Block
		for i := range n {
			out = append(out, g.Paragraphs(fmt.Sprintf("Nội dung thứ %d được thực hiện theo kế hoạch, bảo đảm tiến độ và chất lượng theo yêu cầu của thành phố.", i+1))...)
		}
		return out
	}
	for name, c := range map[string]struct {
		change func(s *g.Spec)
		want   []string
	}{
		"a long annex behind it":  {func(s *g.Spec) { s.Annexes[1].Body = append(s.Annexes[1].Body, long(1000)...) }, []string{}},
		"a long first annex":      {func(s *g.Spec) { s.Annexes[0].Body = append(s.Annexes[0].Body, long(1000)...) }, []string{}},
		"no Nơi nhận line":        {func(s *g.Spec) { s.RecipientsLabel = g.Line{} }, []string{"recipients.present"}},
		"no end at all, unsigned": {func(s *g.Spec) { s.RecipientsLabel, s.Recipients, s.Authority, s.Signer = g.Line{}, nil, nil, g.Line{} }, []string{"authority.present", "signer.present", "recipients.present"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := g.PlanForm()
			c.change(s)
			require.ElementsMatch(t, c.want, ruleIDs(checkSpec(t, stretched(s), format.Options{})))
		})
	}
}
