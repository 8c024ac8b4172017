package dev.playgate.control.guardian;

/** Why a token is looked at twice. None of them proves anything: what is suspicious for one organisation is usual for another. */
public enum Suspicion {

    /** It is used from more places than one viewer is at. */
    MANY_ADDRESSES,

    /** More play with it at once than one viewer looks at. */
    MANY_SESSIONS,

    /** Something plays with it that has shown no page: a program, or an app. */
    NO_REFERRER,

    /** Something plays with it for longer than people look. */
    LONG_PLAY
}
