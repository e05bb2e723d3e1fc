// Command trinhky takes a draft official document through format check,
// opinions, appraisal and the signing order to a numbered, issued document.
package main

import (
	"os"

	"trinhky/cli"
)

func main() { os.Exit(cli.Main()) }
