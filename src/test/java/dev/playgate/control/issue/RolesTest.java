package dev.playgate.control.issue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Who may make which call (product section 1). */
class RolesTest {

    private static final String BINTU_TOKEN = "session-of-somebody";

    private final TokenApi api = TokenApi.writable();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # role        | method | path                                | body                      | status
        nanoReadOnly  | POST   | /api/v1/splay                       | {"orgawide":true}         | 403
        nanoUser      | POST   | /api/v1/splay                       | {"orgawide":true}         | 200
        nanoReadOnly  | POST   | /api/v1/splay/revoke                | {"token":"a"}             | 403
        nanoUser      | POST   | /api/v1/splay/revoke                | {"token":"a"}             | 400
        nanoUser      | POST   | /api/v1/splay/revocations           | {"orgawide":true}         | 403
        nanoUser      | POST   | /api/v1/splay/revocations           | {"user":"a","dryRun":true} | 403
        nanoAdmin     | POST   | /api/v1/splay/revocations           | {"orgawide":true}         | 200
        nanoReadOnly  | GET    | /api/v1/splay/revocations           | ``                        | 200
        nanoUser      | DELETE | /api/v1/splay/revocations/a         | ``                        | 403
        nanoAdmin     | DELETE | /api/v1/splay/revocations/a         | ``                        | 404
        nanoReadOnly  | POST   | /api/v1/splay/explain               | {"stream":"Demo1-live1"}  | 200
        nanoReadOnly  | GET    | /api/v1/decisions/a                 | ``                        | 404
        """)
    void aRoleMayDoWhatIsItsAndNoMore(String role, String method, String path, String body, int status) {
        signIn(role);

        WebTestClient.RequestBodySpec request = api.client().method(HttpMethod.valueOf(method)).uri(path)
                .header("X-BINTU-TOKEN", BINTU_TOKEN);
        WebTestClient.ResponseSpec answer = body.isEmpty()
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
        answer.expectStatus().isEqualTo(status);
    }

    private void signIn(String role) {
        api.registry().database().write(write -> {
            write.sql().sql("""
                INSERT INTO account (id, organisation, email, password, role, created)
                VALUES ('8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e0001', ?, 'a@demo.example', '', ?, 1)
                """).param(TokenApi.DEMO.toString()).param(role).update();
            return write.sql().sql("""
                INSERT INTO account_session (sha256, account, created, expires)
                VALUES (?, '8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e0001', 1, ?)
                """).param(sha256(BINTU_TOKEN)).param(TokenApi.NOW + 60).update();
        });
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
