package dev.playgate.control.dashboard;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.playgate.control.api.RefusedCallException;

/**
 * Why nothing was done, and what to do about it.
 *
 * @param status of HTTP
 * @param field of the form that it lies in; empty when it is none
 */
record Problem(int status, String field, String text) {

    private static final Pattern PARAMETER = Pattern.compile("Parameter (?:required|invalid): (([A-Za-z]+).*)",
            Pattern.DOTALL);
    private static final String REQUIRED = "Parameter required: ";

    static Problem of(RefusedCallException refusal) {
        Matcher parameter = PARAMETER.matcher(refusal.answer());
        boolean named = parameter.matches();
        return new Problem(refusal.code().httpStatus(), named ? parameter.group(2) : "",
                sentence(refusal, named ? Optional.of(parameter.group(1)) : Optional.empty()) + next(refusal));
    }

    /** The page again that it came from, with it. */
    PageAnswer on(String template, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("problem", this);
        return new PageAnswer.Shown(status, template, all);
    }

    private static String sentence(RefusedCallException refusal, Optional<String> fault) {
        boolean required = refusal.answer().startsWith(REQUIRED);
        String text = fault.map(words -> required ? "Enter this: " + words : words).orElse(refusal.answer());
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }

    private static String next(RefusedCallException refusal) {
        return switch (refusal.code()) {
            case PARAMETER -> "";
            case CALL_UNKNOWN -> " Check the address, or ask who gave it to you for a new one.";
            case CONFLICT -> " Choose another.";
            case TOO_MANY_FAILURES, UNAVAILABLE -> " Try again in "
                    + words(refusal.retryAfter().orElse(Duration.ofSeconds(5))) + ".";
            case CREDENTIALS -> " Correct it and try again, or ask an administrator of your organisation.";
            case INTERNAL -> " Try again; if it stays, ask who runs this installation to look at its log.";
            case TOKEN_REFUSED, TOKEN_MALFORMED, TOKEN_NOT_REVOCABLE, TOKEN_OF_ANOTHER, METHOD_NOT_ALLOWED,
                    BODY_TOO_LARGE, MEDIA_TYPE ->
                "";
        };
    }

    private static String words(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        if (seconds > 60) {
            return (seconds + 59) / 60 + " minutes";
        }
        return seconds + (seconds == 1 ? " second" : " seconds");
    }
}
