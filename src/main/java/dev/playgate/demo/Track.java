package dev.playgate.demo;

/** A track of the clip. */
enum Track {

    VIDEO(1), AUDIO(2);

    private final int id;

    Track(int id) {
        this.id = id;
    }

    /** As in the clip's files. */
    int id() {
        return id;
    }
}
