package dev.playgate.role;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

import dev.playgate.control.account.FirstOperator;
import dev.playgate.control.account.Passwords;
import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.Database;
import dev.playgate.control.registry.DatabaseProperties;
import dev.playgate.control.registry.EmailAddress;
import dev.playgate.control.registry.InvalidRegistryException;
import dev.playgate.control.registry.RegistryImport;
import dev.playgate.control.registry.SampleKeys;
import dev.playgate.control.registry.SessionStore;
import dev.playgate.token.SigningKeyFile;
import dev.playgate.token.SigningKeys;
import dev.playgate.token.TicketSecrets;
import dev.playgate.token.TokenAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What keeps the process from starting is said plainly, with all of its faults. */
class StartFaultsTest {

    private final StartFaultAnalyzer analyzer = new StartFaultAnalyzer();

    @TempDir
    Path directory;

    @Test
    void theProcessAsksForTheAnalysis() {
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, FailureHandler.handleMessage((_, _) -> {}));
        assertThat(analyzers).hasAtLeastOneElementOfType(StartFaultAnalyzer.class);
    }

    @Test
    void theFaultsOfTheConfigurationAreALineEach() {
        FailureAnalysis analysis = analyze(
                new InvalidSettingsException(List.of("playgate.a: is b", "playgate.c: is d")));
        assertThat(analysis.getDescription())
                .isEqualTo("The configuration cannot be used:\n  playgate.a: is b\n  playgate.c: is d");
        assertThat(analysis.getAction()).isNotBlank();
    }

    @Test
    void theFaultsOfTheRegistryAreALineEach() throws IOException {
        Path file = Files.writeString(directory.resolve("registry.yaml"), "organisations: [{id: 1, name: Demo}]");
        Database none = Database.of(new DatabaseProperties("jdbc:sqlite:" + directory.resolve("db"), null, null, 1,
                Duration.ofSeconds(1)), InstantSource.system());
        InvalidRegistryException refused = catchThrowableOfType(InvalidRegistryException.class,
                () -> RegistryStart.of(none, new RegistryImport(none, SampleKeys.REFUSED), Optional.of(file),
                        new FirstOperator(new AccountStore(none, new SessionStore(none, Duration.ofHours(12))),
                                new Passwords(),
                                new EmailAddress("first@localhost"))));
        FailureAnalysis analysis = analyze(refused);
        assertThat(refused.faults()).hasSizeGreaterThan(1);
        assertThat(analysis.getDescription().lines().skip(1).map(String::strip))
                .containsExactlyElementsOf(refused.faults());
        assertThat(analysis.getAction()).contains("playgate.registry.file");
    }

    @Test
    void otherFailuresAreNoneOfOurs() {
        assertThat(analyzer.analyze(new IllegalStateException("another", new IOException("cause")))).isNull();
    }

    @Test
    void aMissingKeyFileIsAFaultOfItsSetting() {
        Path file = directory.resolve("none.jwks");
        assertThat(openSigning(file).faults())
                .containsExactly("playgate.keys.signing: " + file + ": there is no such file");
    }

    @Test
    void aFileThatCannotBeReadIsAFaultOfItsSetting() {
        assertThat(openSigning(directory).faults()).singleElement().asString()
                .startsWith("playgate.keys.signing: " + directory + ": cannot be read: ");
    }

    @Test
    void aFileThatCannotBeMadeIsAFaultOfItsSetting() throws IOException {
        Path file = Files.createFile(directory.resolve("file")).resolve("signing.jwks");
        InvalidSettingsException refused = catchThrowableOfType(InvalidSettingsException.class,
                () -> StartFile.make("playgate.keys.signing", file, SigningKeyFile::generateIfMissing));
        assertThat(refused.faults()).singleElement().asString()
                .startsWith("playgate.keys.signing: " + file + ": cannot be made: ");
    }

    @Test
    void everyFaultOfASecretsFileIsNamedAndNothingOfItsContentIs() throws IOException {
        Path file = Files.writeString(directory.resolve("tickets"), "nonsense\n1:c2VjcmV0\n");
        InvalidSettingsException refused = catchThrowableOfType(InvalidSettingsException.class,
                () -> StartFile.open("playgate.tickets.secrets", file, TicketSecrets::parse, _ -> {}));
        assertThat(refused.faults()).hasSize(2)
                .allMatch(fault -> fault.startsWith("playgate.tickets.secrets: " + file + ": line "))
                .noneMatch(fault -> fault.contains("nonsense") || fault.contains("c2VjcmV0"));
    }

    private static InvalidSettingsException openSigning(Path file) {
        return catchThrowableOfType(InvalidSettingsException.class, () -> StartFile.open("playgate.keys.signing", file,
                text -> SigningKeys.parse(text, TokenAlgorithm.RS256), _ -> {}));
    }

    /** As it comes out of a context that did not start. */
    private FailureAnalysis analyze(RuntimeException fault) {
        FailureAnalysis analysis = Objects.requireNonNull(analyzer
                .analyze(new BeanCreationException("sections", "failed", new IllegalStateException(fault))));
        assertThat(analysis.getCause()).isSameAs(fault);
        return analysis;
    }
}
