package dev.playgate.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilter;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The manifests against the Kubernetes model and against each other. No cluster and no kustomize is needed. */
class KubernetesManifestsTest {

    private static final Path BASE = Path.of("k8s/base");
    private static final Path SIDECAR = Path.of("k8s/overlays/sidecar");
    private static final Path HA = Path.of("k8s/overlays/ha");
    private static final Path SINGLE = Path.of("k8s/overlays/single");
    private static final Path AUTHORIZE = Path.of("k8s/components/authorize");
    private static final Path INGRESS = Path.of("k8s/overlays/ingress");
    private static final Path GATEWAY = Path.of("k8s/overlays/gateway");
    private static final List<Path> FOLDERS = List.of(BASE, SIDECAR, HA, SINGLE, AUTHORIZE, INGRESS, GATEWAY);
    private static final List<Path> CONFIGURED = List.of(BASE, SIDECAR, HA, SINGLE, AUTHORIZE);
    private static final Map<String, Class<? extends HasMetadata>> MODEL = Map.of("apps/v1 Deployment",
            Deployment.class,
            "v1 Service", Service.class, "v1 ServiceAccount", ServiceAccount.class, "policy/v1 PodDisruptionBudget",
            PodDisruptionBudget.class, "autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class, "v1 PersistentVolumeClaim",
            PersistentVolumeClaim.class, "networking.k8s.io/v1 Ingress", Ingress.class,
            "gateway.networking.k8s.io/v1 HTTPRoute", HTTPRoute.class);
    private static final ObjectMapper STRICT = strict();

    /** The models keep what they do not know; here it is a fault. */
    private static ObjectMapper strict() {
        ObjectMapper mapper = new YAMLMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        return mapper.setAnnotationIntrospector(new JacksonAnnotationIntrospector() {

            @Override
            public Boolean hasAnySetter(Annotated annotated) {
                return false;
            }
        });
    }

    private static JsonNode tree(Path file) throws IOException {
        return STRICT.readTree(file.toFile());
    }

    private static HasMetadata manifest(JsonNode tree) throws IOException {
        String kind = tree.path("apiVersion").asText() + " " + tree.path("kind").asText();
        assertThat(MODEL).containsKey(kind);
        return STRICT.treeToValue(tree, MODEL.get(kind));
    }

    static Stream<Path> manifests() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : FOLDERS) {
            JsonNode kustomization = tree(folder.resolve("kustomization.yaml"));
            Stream.concat(kustomization.path("resources").valueStream(),
                    kustomization.path("patches").valueStream().filter(patch -> patch.has("path"))
                            .map(patch -> patch.path("path")))
                    .map(file -> folder.resolve(file.asText())).filter(Files::isRegularFile).forEach(files::add);
        }
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everyFieldIsOneOfTheModel(Path file) throws IOException {
        assertThat(manifest(tree(file)).getMetadata().getName()).matches("playgate(-control|-data|-authorize)?");
    }

    @Test
    void aFieldThatTheModelLacksIsFound() throws IOException {
        JsonNode deployment = tree(BASE.resolve("deployment.yaml"));
        ((ObjectNode) deployment.path("spec").path("template").path("spec").path("containers").path(0))
                .put("readOnlyRootFilesystem", true);
        assertThatThrownBy(() -> manifest(deployment)).isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("readOnlyRootFilesystem");
    }

    @Test
    void whatTheKustomizationsNameIsThere() throws IOException {
        for (Path folder : FOLDERS) {
            JsonNode kustomization = tree(folder.resolve("kustomization.yaml"));
            List<String> files = new ArrayList<>();
            kustomization.path("resources").forEach(file -> files.add(file.asText()));
            kustomization.path("patches").valueStream().filter(patch -> patch.has("path"))
                    .forEach(patch -> files.add(patch.path("path").asText()));
            kustomization.path("configMapGenerator")
                    .forEach(map -> map.path("files").forEach(file -> files.add(file.asText())));
            assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(folder.resolve(file)).exists());
        }
    }

    @Test
    void secretsAreMadeByTheirOwnerAndNeverCommitted() throws IOException {
        assertThat(Files.readString(Path.of(".gitignore"))).contains("k8s/base/secrets/");
        assertThat(tree(BASE.resolve("kustomization.yaml")).path("secretGenerator").valueStream()
                .flatMap(secret -> Stream.concat(secret.path("files").valueStream(), secret.path("envs").valueStream()))
                .map(JsonNode::asText)).containsExactlyInAnyOrder("secrets/signing-keys.json",
                        "secrets/ticket-secrets", "secrets/database.env");
    }

    @Test
    void noEdgeHasPrivateKeys() throws IOException {
        for (Path file : List.of(BASE.resolve("deployment.yaml"), SIDECAR.resolve("sidecar.yaml"))) {
            assertThat(Files.readString(file)).doesNotContain("signing");
        }
        for (Path folder : List.of(BASE, SIDECAR)) {
            JsonNode playgate = tree(folder.resolve("application.yaml")).path("playgate");
            assertThat(playgate.path("roles").valueStream().map(JsonNode::asText)).containsExactly("edge");
            assertThat(playgate.path("keys").has("signing")).isFalse();
        }
        assertThat(tree(HA.resolve("application.yaml")).path("playgate").path("roles").valueStream()
                .map(JsonNode::asText)).containsExactly("control");
    }

    @Test
    void whatIsMountedIsAVolumeAndItsSourceIsGenerated() throws IOException {
        List<PodSpec> pods = new ArrayList<>();
        for (Path file : deployments()) {
            pods.add(deployment(file).getSpec().getTemplate().getSpec());
        }
        Set<String> generated = new TreeSet<>();
        for (Path folder : FOLDERS) {
            JsonNode kustomization = tree(folder.resolve("kustomization.yaml"));
            kustomization.path("configMapGenerator").forEach(map -> generated.add(map.path("name").asText()));
            kustomization.path("secretGenerator").forEach(map -> generated.add(map.path("name").asText()));
        }
        Set<String> volumes = new TreeSet<>();
        pods.stream().flatMap(pod -> pod.getVolumes().stream()).forEach(volume -> {
            volumes.add(volume.getName());
            if (volume.getConfigMap() != null) {
                assertThat(generated).contains(volume.getConfigMap().getName());
            }
            if (volume.getSecret() != null) {
                assertThat(generated).contains(volume.getSecret().getSecretName());
            }
        });
        assertThat(pods.stream().flatMap(pod -> pod.getContainers().stream())
                .flatMap(container -> container.getVolumeMounts().stream()))
                .allSatisfy(mount -> assertThat(volumes).contains(mount.getName()));
    }

    @Test
    void portsAndProbesAreThoseOfTheContainer() throws IOException {
        Container playgate = deployment(BASE.resolve("deployment.yaml")).getSpec().getTemplate().getSpec()
                .getContainers().getFirst();
        assertThat(playgate.getPorts()).extracting(port -> port.getName() + " " + port.getContainerPort())
                .containsExactly("http 8080", "management 9090");
        assertThat(List.of(playgate.getStartupProbe(), playgate.getReadinessProbe(), playgate.getLivenessProbe()))
                .extracting(Probe::getHttpGet)
                .allSatisfy(get -> assertThat(get.getPort().getStrVal()).isEqualTo("management"));
        Service service = (Service) manifest(tree(BASE.resolve("service.yaml")));
        assertThat(service.getSpec().getPorts())
                .extracting(port -> port.getTargetPort().getStrVal()).containsExactly("http");
    }

    @Test
    void everyContainerIsRestrictedAndPinned() throws IOException {
        List<Container> containers = new ArrayList<>();
        for (Path file : List.of(BASE.resolve("deployment.yaml"), SIDECAR.resolve("sidecar.yaml"),
                HA.resolve("control.yaml"))) {
            containers.addAll(deployment(file).getSpec().getTemplate().getSpec().getContainers());
        }
        assertThat(containers).hasSize(3).allSatisfy(container -> {
            assertThat(container.getImage()).matches(".+:[0-9]+\\.[0-9]+\\.[0-9]+[a-z0-9.-]*");
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
            assertThat(container.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(container.getResources().getLimits()).containsKey("memory");
        });
        PodSpec pod = deployment(BASE.resolve("deployment.yaml")).getSpec().getTemplate().getSpec();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10001L);
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
    }

    @Test
    void whoeverAsksForDecisionsFindsTheirPort() throws IOException {
        JsonNode authorize = tree(AUTHORIZE.resolve("application.yaml")).path("playgate").path("authorize");
        int port = authorize.path("port").asInt();
        assertThat(authorize.path("peers")).isNotEmpty();
        assertThat(deployment(AUTHORIZE.resolve("deployment.yaml")).getSpec().getTemplate().getSpec().getContainers()
                .getFirst().getPorts()).extracting(declared -> declared.getName() + " " + declared.getContainerPort())
                .containsExactly("authorize " + port);
        Service service = (Service) manifest(tree(AUTHORIZE.resolve("service.yaml")));
        assertThat(service.getSpec().getPorts()).singleElement()
                .satisfies(declared -> assertThat(declared.getTargetPort().getStrVal()).isEqualTo("authorize"));
        String address = service.getMetadata().getName() + ".media.svc.cluster.local:"
                + service.getSpec().getPorts().getFirst().getPort();
        assertThat(manifest(tree(INGRESS.resolve("ingress.yaml"))).getMetadata().getAnnotations())
                .containsEntry("nginx.ingress.kubernetes.io/auth-url", "http://" + address + "/ingress-nginx");
        HTTPRoute route = (HTTPRoute) manifest(tree(GATEWAY.resolve("http-route.yaml")));
        assertThat(route.getSpec().getRules().getFirst().getFilters()).filteredOn("type", "ExternalAuth")
                .singleElement().extracting(filter -> filter.getExternalAuth().getBackendRef()).satisfies(backend -> {
                    assertThat(backend.getName()).isEqualTo(service.getMetadata().getName());
                    assertThat(backend.getPort()).isEqualTo(service.getSpec().getPorts().getFirst().getPort());
                });
    }

    @Test
    @DisplayName("B6 B11 behind a gateway the origin sees no credential once decided on, and no shared cache keeps an answer")
    void b6_behindAGatewayTheOriginSeesNoCredential() throws IOException {
        HTTPRoute route = (HTTPRoute) manifest(tree(GATEWAY.resolve("http-route.yaml")));
        assertThat(route.getSpec().getRules()).singleElement().satisfies(rule -> {
            assertThat(rule.getFilters()).extracting(HTTPRouteFilter::getType)
                    .containsSubsequence("ExternalAuth", "RequestHeaderModifier");
            assertThat(rule.getFilters()).filteredOn("type", "RequestHeaderModifier").singleElement()
                    .satisfies(filter -> assertThat(filter.getRequestHeaderModifier().getRemove())
                            .contains("Authorization", "Cookie", "Referer", "Upgrade"));
            assertThat(rule.getFilters()).filteredOn("type", "ResponseHeaderModifier").singleElement()
                    .satisfies(filter -> assertThat(filter.getResponseHeaderModifier().getSet())
                            .anySatisfy(field -> {
                                assertThat(field.getName()).isEqualTo("Cache-Control");
                                assertThat(field.getValue()).isEqualTo("private");
                            }));
        });
    }

    @Test
    void theSidecarsOriginIsReachedOverTheLoopbackAlone() throws IOException {
        assertThat(Files.readString(SIDECAR.resolve("default.conf"))).contains("listen 127.0.0.1:8081;")
                .containsOnlyOnce("listen");
        assertThat(tree(SIDECAR.resolve("application.yaml")).findValuesAsText("origin"))
                .containsExactly("http://127.0.0.1:8081");
    }

    @Test
    void everyKeyOfTheConfigurationIsOneOfPlaygates() throws IOException {
        Set<String> known = keys(tree(Path.of("config/application.yaml")));
        for (Path folder : CONFIGURED) {
            assertThat(known).containsAll(keys(tree(folder.resolve("application.yaml"))));
        }
    }

    private static Set<String> keys(JsonNode tree) {
        Set<String> keys = new TreeSet<>();
        collect("", tree, keys);
        return keys;
    }

    private static void collect(String path, JsonNode node, Set<String> keys) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            keys.add(path + field.getKey());
            collect(path + field.getKey() + ".", field.getValue(), keys);
        }
        node.elements().forEachRemaining(element -> {
            if (node.isArray()) {
                collect(path, element, keys);
            }
        });
    }

    private static List<Path> deployments() {
        return List.of(BASE.resolve("deployment.yaml"), SIDECAR.resolve("sidecar.yaml"), HA.resolve("control.yaml"),
                SINGLE.resolve("single.yaml"));
    }

    private static Deployment deployment(Path file) throws IOException {
        return (Deployment) manifest(tree(file));
    }
}
