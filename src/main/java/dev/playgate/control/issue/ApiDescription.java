package dev.playgate.control.issue;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/** What the API's description at {@code /v3/api-docs} says of the API as a whole. Found there by its annotations. */
@OpenAPIDefinition(info = @Info(title = "Playgate token API", version = "v1", description = ApiDescription.API))
// @formatter:off
@SecurityScheme(name = ApiDescription.API_KEY_SCHEME, description = "An organisation's API key.",
        type = SecuritySchemeType.APIKEY, in = SecuritySchemeIn.HEADER, paramName = "X-BINTU-APIKEY")
// @formatter:on
final class ApiDescription {

    static final String API_KEY_SCHEME = "apiKey";

    static final String JSON = "application/json";

    static final String API = """
        Creates and verifies playback tokens. JSON in and out, in UTF-8. An answer is
        `{"success":true,"data":{...}}` or `{"success":false,"errorCode":N,"message":"..."}`.

        | errorCode | HTTP | when |
        | --- | --- | --- |
        | 1000 | 400 | a parameter is missing, unknown or malformed; the message names it |
        | 1001 | 403 | the API key is not valid, or what it stands for may not do this |
        | 1002 | 403 | the token does not verify; the message says which way |
        | 2004 | 400 | malformed JWT |
        | 2011 | 400 | the token is not allowed for revocation: it is not `revocable` |
        | 2012 | 403 | the token belongs to another organisation |
        | 4040 | 404 | there is no such call, or the organisation has nothing of this id |
        | 4050 | 405 | the call exists, for other methods |
        | 4090 | 409 | not possible as things stand, such as a name that is taken |
        | 4130 | 413 | the body is larger than 64 KiB |
        | 4150 | 415 | the body is not declared as `application/json` |
        | 4290 | 429 | too many tokens from this address did not verify |
        | 5000 | 500 | a fault of this process |
        | 5030 | 503 | cannot be told now; see `Retry-After` |
        """;

    private ApiDescription() {
    }
}
