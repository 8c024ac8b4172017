package dev.playgate.control.issue;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

import dev.playgate.control.api.ApiDescription;
import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.OtherCallsController;

import static org.assertj.core.api.Assertions.assertThat;

/** The API's description says what the API does. */
@SpringBootTest(classes = ApiDescriptionTest.Api.class, properties = "management.endpoint.health.validate-group-membership=false")
class ApiDescriptionTest {

    @EnableAutoConfiguration
    // As the application's: where the API's description is looked for.
    @AutoConfigurationPackage(basePackages = "dev.playgate")
    static class Api {

        private final TokenApi api = TokenApi.sample();

        @Bean
        TokenController tokenController() {
            return (TokenController) api.controllers().get(0);
        }

        @Bean
        RevocationController revocationController() {
            return (RevocationController) api.controllers().get(1);
        }

        @Bean
        ExplainController explainController() {
            return (ExplainController) api.controllers().get(2);
        }

        @Bean
        OtherCallsController otherCallsController() {
            return new OtherCallsController(api.controllers());
        }

        @Bean
        JwksController jwksController() {
            return TokenApi.sample().publishedKeys();
        }
    }

    @Autowired
    private ApplicationContext context;

    @Test
    void itHasTheCallsAndNothingElse() {
        JsonNode description = description();

        assertThat(description.at("/info/title").asString()).isEqualTo("Playgate token API");
        assertThat(description.get("paths").propertyNames()).containsExactlyInAnyOrder("/api/v1/splay",
                "/api/v1/splay/verify", "/api/v1/splay/revoke", "/api/v1/splay/revocations",
                "/api/v1/splay/revocations/{id}", "/api/v1/splay/explain", "/api/v1/decisions/{requestId}",
                "/.well-known/jwks.json");
        assertThat(description.at("/paths/~1api~1v1~1splay").propertyNames()).containsExactly("post");
    }

    @Test
    void itNamesTheHeaderOfTheApiKeyForTheCallThatNeedsIt() {
        JsonNode description = description();

        JsonNode scheme = description.at("/components/securitySchemes/apiKey");
        assertThat(scheme.get("type").asString()).isEqualTo("apiKey");
        assertThat(scheme.get("in").asString()).isEqualTo("header");
        assertThat(scheme.get("name").asString()).isEqualTo("X-BINTU-APIKEY");
        JsonNode tokens = description.at("/components/securitySchemes/bintuToken");
        assertThat(tokens.get("in").asString()).isEqualTo("header");
        assertThat(tokens.get("name").asString()).isEqualTo("X-BINTU-TOKEN");
        assertThat(description.at("/paths/~1api~1v1~1splay/post/security")).hasToString("[{\"apiKey\":[]}]");
        assertThat(description.at("/paths/~1api~1v1~1splay~1verify/post").has("security")).isFalse();
    }

    @Test
    void itDescribesEveryParameterAndNoOther() {
        JsonNode schemas = description().at("/components/schemas");

        assertDescribed(schemas.get("CreateToken"), CreateCall.PARAMETERS);
        assertDescribed(schemas.get("VerifyToken"), VerifyCall.PARAMETERS);
        assertDescribed(schemas.get("BulkRevocation"), BulkRevocationCall.PARAMETERS);
        assertDescribed(schemas.get("Explain"), ExplainCall.PARAMETERS);
        assertThat(parameters(BulkRevocationBody.class)).isEqualTo(BulkRevocationCall.PARAMETERS);
        assertThat(parameters(ExplainBody.class)).isEqualTo(ExplainCall.PARAMETERS);
        assertThat(parameters(CreateTokenBody.class)).isEqualTo(CreateCall.PARAMETERS);
        assertThat(parameters(VerifyTokenBody.class)).isEqualTo(VerifyCall.PARAMETERS);
    }

    @Test
    void itDescribesBothEnvelopes() {
        JsonNode description = description();

        JsonNode responses = description.at("/paths/~1api~1v1~1splay/post/responses");
        assertThat(responses.propertyNames()).containsExactlyInAnyOrder("200", "400", "403");
        assertThat(responses.at("/200/content/application~1json/schema/$ref").asString()).endsWith("/Success");
        assertThat(responses.at("/403/content/application~1json/schema/$ref").asString()).endsWith("/Failure");
        assertThat(description.at("/paths/~1api~1v1~1splay~1revoke/post/responses").propertyNames())
                .containsExactlyInAnyOrder("204", "default");
        assertThat(description.at("/paths/~1api~1v1~1splay~1explain/post/responses").propertyNames())
                .containsExactlyInAnyOrder("200", "default");
        assertThat(description.at("/components/schemas/Failure/properties").propertyNames())
                .containsExactly("success", "errorCode", "message");
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyErrorCodeIsInItsTable(ErrorCode code) {
        assertThat(ApiDescription.API).contains("| " + code.number() + " | " + code.httpStatus() + " | ");
    }

    private static void assertDescribed(JsonNode schema, Set<String> parameters) {
        assertThat(schema.get("additionalProperties").asBoolean(true)).isFalse();
        assertThat(Set.copyOf(schema.get("properties").propertyNames())).isEqualTo(parameters);
        assertThat(schema.get("properties").valueStream())
                .allSatisfy(parameter -> assertThat(parameter.path("description").asString("")).isNotBlank());
    }

    private static Set<String> parameters(Class<? extends Record> body) {
        return Arrays.stream(body.getRecordComponents()).map(RecordComponent::getName).collect(Collectors.toSet());
    }

    private JsonNode description() {
        return TokenApi.bodyOf(WebTestClient.bindToApplicationContext(context).configureClient()
                .responseTimeout(Duration.ofMinutes(1)).build().get().uri("/v3/api-docs")
                .exchange().expectStatus().isOk());
    }
}
