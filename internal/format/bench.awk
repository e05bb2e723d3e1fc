# Reads the output of go test -bench on internal/format and shows the check beside its floor, one document a line.
# Ends with status 1 when a check takes more than twice its floor, or when what it holds grows with the document.
/^Benchmark/ {
	split($1, name, "/")
	doc = name[2]
	sub(/-[0-9]+$/, "", doc) # the number of processors
	for (i = 3; i < NF; i += 2) value[name[1], doc, $(i + 1)] = $i
	if (name[1] == "BenchmarkCheck") checked[++checks] = doc
	if (name[1] == "BenchmarkMemory") weighed[++weights] = doc
}
!/^(Benchmark|goos|goarch|pkg|cpu|PASS|ok)/ { print; failed = 1 } # what went wrong
function megabytes(bytes) { return bytes ? sprintf("%.2f", bytes / 1e6) : "-" }
END {
	if (!checks) exit 1
	printf "%-28s %10s %10s %8s %10s %10s %12s\n", "the whole check", "check ms", "floor ms", "ratio", "check MB", "floor MB", "allocations"
	for (i = 1; i <= checks; i++) {
		doc = checked[i]
		ratio = value["BenchmarkCheck", doc, "x-floor"] + 0
		over = ratio > 2 ? "  over 2.0" : ""
		if (over) failed = 1
		printf "%-28s %10.2f %10.2f %8.2f %10s %10s %12d%s\n", doc, value["BenchmarkCheck", doc, "check-ms"], value["BenchmarkCheck", doc, "floor-ms"], ratio,
			megabytes(value["BenchmarkCheck", doc, "B/op"]), megabytes(value["BenchmarkFloor", doc, "B/op"]), value["BenchmarkCheck", doc, "allocs/op"], over
	}
	printf "\n%-28s %10s %10s %8s %10s\n", "memory", "XML MB", "peak MB", "findings", "kept MB"
	for (i = 1; i <= weights; i++) {
		doc = weighed[i]
		printf "%-28s %10s %10s %8d %10s\n", doc, megabytes(value["BenchmarkMemory", doc, "xml-B"]), megabytes(value["BenchmarkMemory", doc, "peak-B"]),
			value["BenchmarkMemory", doc, "findings"], megabytes(value["BenchmarkMemory", doc, "kept-B"])
	}
	# Nine times the text with the same findings. What is alive at a collection depends on its moment, hence the room.
	small = value["BenchmarkMemory", "faulty-100-pages", "peak-B"]
	if (small) {
		growth = value["BenchmarkMemory", "faulty-600-pages", "peak-B"] / small
		over = growth > 3 ? "  over 3.0" : ""
		if (over) failed = 1
		printf "peak of 600 pages over that of 100: %.2f%s\n", growth, over
	}
	exit failed
}
