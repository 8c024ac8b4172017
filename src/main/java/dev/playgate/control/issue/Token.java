package dev.playgate.control.issue;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a call answers that gives a token. */
@Schema(name = "Token")
record Token(@Schema(description = "The playback token, a JWT.") String token) {}
