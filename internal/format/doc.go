// Package format checks a .docx against the format rules of Decree 30/2020/NĐ-CP (Annexes I, II and III).
//
// Check is pure: a document read by package docx goes in, a Report comes out. First the components of the document are
// located (see layout.go), with a word on how sure that is; then every rule of the registry looks at its component.
// A rule whose component was only guessed speaks as a warning.
package format

// Ruleset names the version of the rules. A result kept for a file counts only for the rules it was made by, so the
// name changes whenever a rule says something else about the same file.
const Ruleset = "nd30-2020/3"
