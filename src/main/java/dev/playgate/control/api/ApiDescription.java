package dev.playgate.control.api;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/** What the API's description at {@code /v3/api-docs} says of the API as a whole. Found there by its annotations. */
@OpenAPIDefinition(info = @Info(title = "Playgate token API", version = "v1", description = ApiDescription.API))
// @formatter:off
@SecurityScheme(name = ApiDescription.API_KEY_SCHEME, description = "An organisation's API key.",
        type = SecuritySchemeType.APIKEY, in = SecuritySchemeIn.HEADER, paramName = Credentials.API_KEY)
@SecurityScheme(name = ApiDescription.BINTU_TOKEN_SCHEME,
        description = "A bintu token: what signing in gave a user or an operator.",
        type = SecuritySchemeType.APIKEY, in = SecuritySchemeIn.HEADER, paramName = Credentials.BINTU_TOKEN)
// @formatter:on
public final class ApiDescription {

    /** The scheme of calls that take an API key. */
    public static final String API_KEY_SCHEME = "apiKey";

    /** The scheme of calls that take a bintu token. */
    public static final String BINTU_TOKEN_SCHEME = "bintuToken";

    /** The media type of bodies and answers. */
    public static final String JSON = "application/json";

    /** The text on the API as a whole, with the table of its error codes. */
    public static final String API = """
        Creates and verifies playback tokens, and keeps the registry that they speak of. JSON in and out, in UTF-8.
        An answer is `{"success":true,"data":{...}}` or `{"success":false,"errorCode":N,"message":"..."}`.

        | errorCode | HTTP | when |
        | --- | --- | --- |
        | 1000 | 400 | a parameter is missing, unknown or malformed; the message names it |
        | 1001 | 403 | the API key or bintu token is not valid, or what it stands for may not do this |
        | 1002 | 403 | the token does not verify; the message says which way |
        | 2004 | 400 | malformed JWT |
        | 2011 | 400 | the token is not allowed for revocation: it is not `revocable` |
        | 2012 | 403 | the token belongs to another organisation |
        | 4040 | 404 | there is no such call, or the organisation has nothing of this id |
        | 4050 | 405 | the call exists, for other methods |
        | 4090 | 409 | not possible as things stand, such as a name that is taken |
        | 4130 | 413 | the body is larger than 64 KiB, or than 8 MiB where it is a registry file |
        | 4150 | 415 | the body is not declared as what the call takes |
        | 4290 | 429 | too many failures, of tokens or of sign-ins; see `Retry-After` |
        | 5000 | 500 | a fault of this process |
        | 5030 | 503 | cannot be told now; see `Retry-After` |
        """;

    private ApiDescription() {
    }
}
