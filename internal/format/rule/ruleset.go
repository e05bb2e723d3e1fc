package rule

// Ruleset names the version of the rules. A result kept for a file counts only for the rules it was made by, so the
// name changes whenever a rule says something else about the same file.
const Ruleset = "nd30-2020/5"
