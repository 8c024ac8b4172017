package dev.playgate.edge.h5live;

import java.util.List;
import java.util.Locale;

/** The player's parameter {@code flags}, a list with commas (player contract). */
final class PlayerFlags {

    private static final String PARAMETER = "flags=";

    private PlayerFlags() {
    }

    /**
     * Whether the player only wants to know whether it may play.
     *
     * @param query as the player encoded it
     */
    static boolean isCheck(String query) {
        for (String parameter : query.split("&", -1)) {
            if (parameter.startsWith(PARAMETER) && List.of(parameter.substring(PARAMETER.length())
                    .toLowerCase(Locale.ROOT).replace("%2c", ",").split(",", -1)).contains("checkandclose")) {
                return true;
            }
        }
        return false;
    }
}
