package dev.playgate.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The shipped Dockerfile, in stages: as much of its language as that file speaks. */
record Dockerfile(List<Stage> stages) {

    private static final Pattern FROM = Pattern.compile("(?<base>\\S+)(?: AS (?<name>\\S+))?");
    private static final Pattern FLAG = Pattern.compile("--(?<flag>[a-z]+)=(?<value>\\S+)\\s+");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    /**
     * One {@code FROM} and what follows it.
     *
     * @param name empty for the last stage, which is the image
     */
    record Stage(String base, String name, List<Step> steps) {

        Stream<Step> steps(String keyword) {
            return steps.stream().filter(step -> step.keyword().equals(keyword));
        }

        /** The only step of its kind, whose words these are. */
        List<String> only(String keyword) {
            List<Step> all = steps(keyword).toList();
            if (all.size() != 1) {
                throw new IllegalStateException(keyword + " is there " + all.size() + " times");
            }
            return all.getFirst().words();
        }
    }

    record Step(String keyword, String rest) {

        Optional<String> flag(String name) {
            return FLAG.matcher(rest).results()
                    .filter(flag -> flag.group("flag").equals(name)).map(flag -> flag.group("value")).findFirst();
        }

        String withoutFlags() {
            return FLAG.matcher(rest).replaceAll("");
        }

        boolean isExecForm() {
            return rest.startsWith("[") && rest.endsWith("]");
        }

        List<String> words() {
            return isExecForm()
                    ? QUOTED.matcher(rest).results().map(word -> word.group(1)).toList()
                    : List.of(withoutFlags().split("\\s+"));
        }
    }

    static Dockerfile read(Path file) throws IOException {
        String text = Files.readString(file).replaceAll("(?m)^#.*\\R", "").replaceAll("\\\\\\R\\s*", "");
        List<Stage> stages = new ArrayList<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            Step step = new Step(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1).strip());
            if (step.keyword().equals("FROM")) {
                stages.add(from(step.rest()));
            } else {
                stages.getLast().steps().add(step);
            }
        }
        return new Dockerfile(List.copyOf(stages));
    }

    Stage stage(String name) {
        return stages.stream().filter(stage -> stage.name().equals(name)).findFirst().orElseThrow();
    }

    /** Whether the name is that of a stage above this one. */
    boolean isAbove(String name, Stage stage) {
        return stages.stream().takeWhile(other -> !other.equals(stage)).anyMatch(other -> other.name().equals(name));
    }

    Stage image() {
        return stages.getLast();
    }

    private static Stage from(String from) {
        var match = FROM.matcher(from);
        if (!match.matches()) {
            throw new IllegalArgumentException("FROM " + from);
        }
        return new Stage(match.group("base"), Optional.ofNullable(match.group("name")).orElse(""), new ArrayList<>());
    }
}
