package edit_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx/docxtest"
)

func TestAPrintCopyShowsTrackedChangesAsAccepted(t *testing.T) {
	t.Parallel()
	body := p(run("a") + `<w:del w:id="1" w:author="A"><w:r><w:delText>b</w:delText></w:r></w:del>`)
	for name, c := range map[string]struct {
		settings []string
		body     string
		want     string
	}{
		"said anew":               {[]string{"word/settings.xml", `<w:zoom w:percent="100"/>`}, body, `<w:zoom w:percent="100"/><w:revisionView w:markup="0"/></w:settings>`},
		"whatever was said":       {[]string{"word/settings.xml", `<w:revisionView w:comments="0"/><w:zoom w:percent="90"/>`}, body, `><w:zoom w:percent="90"/><w:revisionView w:markup="0"/></w:settings>`},
		"without settings":        {nil, body, `><w:revisionView w:markup="0"/></w:settings>`},
		"where nothing is marked": {[]string{"word/settings.xml", `<w:zoom w:percent="100"/>`}, p(run("a")), `><w:zoom w:percent="100"/></w:settings>`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before := docxtest.Document(t, c.body, c.settings...)
			after := strip(t, before)
			require.Equal(t, texts(docxtest.Read(t, before)), texts(docxtest.Read(t, after)))
			var settings string
			for part, content := range docxtest.PartsOf(t, after) {
				if strings.HasPrefix(part, "word/settings") {
					require.Empty(t, settings)
					settings = string(content)
				}
			}
			require.True(t, strings.HasSuffix(settings, c.want), settings)
			require.Equal(t, after, strip(t, before), "the same input gives the same bytes")
		})
	}
	require.Equal(t, docxtest.Document(t, p(run("a"))), strip(t, docxtest.Document(t, p(run("a")))))
}
