package dev.playgate.h5live;

/** How a player's WebSocket came to its end. */
sealed interface Ending {

    /** An HTTP answer in place of the upgrade. */
    record Refused(int status) implements Ending {}

    /** A close frame of the server, or 1005 for one without a code. */
    record Closed(int code) implements Ending {}

    /** The connection was gone. */
    record Cut(boolean upgraded) implements Ending {}

    /** As player 5.0.8 does. */
    default Reaction reaction() {
        return switch (this) {
            case Refused _ -> new Reaction(4106, true);
            case Cut(boolean upgraded) -> new Reaction(upgraded ? 4100 : 4106, true);
            case Closed(int code) -> switch (code) {
                case 4200 -> new Reaction(0, false);
                case 4404 -> new Reaction(2001, false);
                case 4400, 4901, 4903 -> new Reaction(code, false);
                default -> new Reaction(code < 4000 ? code + 3100 : code, true);
            };
        };
    }
}
