// Package format checks a .docx against the format rules of Decree 30/2020/NĐ-CP (Annexes I, II and III).
//
// It is the door to four rooms. anatomy locates the components of a document, with a word on how sure that is; rule holds
// the registry, one component a file, and looks at what was located; mend makes the repairs that rules note; report says
// what was found, in both languages. wording compares Vietnamese text.
//
// Check is pure: a document goes in, a Report comes out. A rule whose component was only guessed speaks as a warning.
package format
