package dev.playgate.control.registry;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.playgate.control.api.Caller;
import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;

/**
 * What {@code PATCH /api/v1/organisation} changes; what is empty stays.
 *
 * @param sessionsPerToken how many may run at once; 0: any number
 * @param sessionsPerUser as well
 * @param playerKey an empty text: none any more
 */
record OrganisationPatch(Optional<Integer> sessionsPerToken, Optional<Integer> sessionsPerUser,
        Optional<String> supportLevel, Optional<String> analyticsLevel, Optional<String> playerKey) {

    private static final int MAXIMUM_SESSIONS = 1000;
    private static final int MAXIMUM_LEVEL = 32;
    private static final String LEVEL = "one line of 1 to " + MAXIMUM_LEVEL + " characters";

    private static final String PLAYER_KEY = "at most 512 printable ASCII characters, without blanks around them";
    private static final Pattern PLAYER_KEY_FORM = Pattern.compile("|[!-~]|[!-~][ -~]{0,510}[!-~]");

    static OrganisationPatch of(Caller caller, Parameters body) throws RefusedCallException {
        Parameters parameters = body.only(Set.of("sessionsPerToken", "sessionsPerUser", "supportLevel",
                "analyticsLevel", "playerKey"));
        OrganisationPatch patch = new OrganisationPatch(parameters.number("sessionsPerToken", 0, MAXIMUM_SESSIONS),
                parameters.number("sessionsPerUser", 0, MAXIMUM_SESSIONS), level(parameters, "supportLevel"),
                level(parameters, "analyticsLevel"),
                parameters.parsed("playerKey", OrganisationPatch::playerKey, PLAYER_KEY));
        boolean agreed = patch.supportLevel().isPresent() || patch.analyticsLevel().isPresent();
        if (agreed && !caller.role().includes(Role.OPERATOR)) {
            throw RefusedCallException.of(ErrorCode.CREDENTIALS, "The role " + caller.role().wireName()
                    + " may not do this: supportLevel and analyticsLevel are for operators");
        }
        return patch;
    }

    /** What goes into a page's script as it is: printable ASCII. */
    private static Optional<String> playerKey(String text) {
        return Texts.matching(PLAYER_KEY_FORM, text);
    }

    private static Optional<String> level(Parameters parameters, String name) throws RefusedCallException {
        return parameters.parsed(name, text -> Texts.line(text, MAXIMUM_LEVEL), LEVEL);
    }
}
