package dev.playgate.demo;

import java.nio.ByteBuffer;

/**
 * An initialisation or media segment as it is sent.
 *
 * @param entityTag a strong one, quotes included (RFC 9110 section 8.8.3)
 */
record Media(ByteBuffer bytes, String entityTag) {}
