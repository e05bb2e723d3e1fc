package edit_test

import "trinhky/internal/docx/docxtest"

// The two that nearly every body is written with.
var p, run = docxtest.P, docxtest.Run
