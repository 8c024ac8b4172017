package dev.playgate.edge.express;

import java.util.List;

/**
 * What should have been the same.
 *
 * @param told what was said, for people
 * @param where what is not the same
 */
record Difference(int number, String name, String told, List<String> where, Outcome one, Outcome other) {

    private static final int LONGEST = 4000;

    String shown() {
        String said = told.replace("\r", "\\r").replace("\n", "\\n");
        return "conversation %d, %s: not the same %s%n  %s%n one%n%s other%n%s".formatted(number, name, where,
                said.length() > LONGEST ? said.substring(0, LONGEST) + ".." : said, one.shown(), other.shown());
    }
}
