package domain

// Languages that people read.
const (
	Vietnamese = "vi"
	English    = "en"
)

// Text is one wording in both languages.
type Text struct {
	VI string `json:"vi" yaml:"vi"`
	EN string `json:"en" yaml:"en"`
}

// Same is a text that reads alike in both languages, such as a name or a number.
func Same(text string) Text { return Text{VI: text, EN: text} }

// In gives the text in the language: Vietnamese unless English is asked for.
func (t Text) In(lang string) string {
	if lang == English {
		return t.EN
	}
	return t.VI
}
