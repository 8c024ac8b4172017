/// Prints, for each package that decides, how many lines the tests run, and how many mutants they catch where some were
/// made.
///
/// Called by the build's last step with JaCoCo's and Pitest's CSV files.
static final List<String> PACKAGES = List.of("policy", "token", "stream", "viewer");

static final Set<String> CAUGHT = Set.of("KILLED", "TIMED_OUT", "MEMORY_ERROR", "RUN_ERROR", "NON_VIABLE");

void main(String[] args) throws IOException {
    var lines = new TreeMap<String, Share>();
    var mutants = new TreeMap<String, Share>();
    try (var classes = rows(args[0])) {
        classes.skip(1).forEach(row -> lines.merge(row[1],
                new Share(Integer.parseInt(row[8]), Integer.parseInt(row[7]) + Integer.parseInt(row[8])), Share::plus));
    }
    try (var found = rows(args[1])) {
        found.forEach(row -> mutants.merge(row[1].substring(0, row[1].lastIndexOf('.')),
                new Share(CAUGHT.contains(row[5]) ? 1 : 0, 1), Share::plus));
    }
    IO.println("%-28s %24s %24s".formatted("package", "lines covered", "mutants caught"));
    for (var name : PACKAGES) {
        var qualified = "dev.playgate." + name;
        IO.println("%-28s %24s %24s".formatted(qualified, lines.getOrDefault(qualified, Share.NONE),
                mutants.getOrDefault(qualified, Share.NONE)));
    }
}

Stream<String[]> rows(String file) throws IOException {
    var path = Path.of(file);
    return Files.exists(path) ? Files.lines(path).map(row -> row.split(",")) : Stream.empty();
}

record Share(int part, int whole) {

    static final Share NONE = new Share(0, 0);

    Share plus(Share other) {
        return new Share(part + other.part, whole + other.whole);
    }

    @Override
    public String toString() {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%d of %d (%.1f %%)", part, whole, 100.0 * part / whole);
    }
}
