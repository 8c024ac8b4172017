package dev.playgate;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** Who may know whom, as the design's tree has it. */
class ArchitectureTest {

    private static final String ROOT = "dev.playgate";
    private static final Set<String> DECISION = Set.of("stream", "viewer", "token", "catalog", "policy");
    private static final Set<String> ALL_BUT_ROLE = Set.of("stream", "viewer", "token", "catalog", "policy", "edge",
            "control", "demo");

    /** Package to the packages it may import, below {@code dev.playgate}; the empty name is the root itself. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.of(
            "", Set.of("role"),
            "role", ALL_BUT_ROLE,
            "stream", Set.of(),
            "viewer", Set.of(),
            "token", Set.of("stream", "viewer"),
            "catalog", Set.of("stream", "viewer"),
            "policy", Set.of("stream", "viewer", "token", "catalog"),
            "edge", DECISION,
            "control", DECISION,
            "demo", ALL_BUT_ROLE);

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @ParameterizedTest
    @MethodSource("packages")
    void eachPackageImportsOnlyWhatTheDesignAllows(String name, Set<String> mayImport) {
        DescribedPredicate<JavaClass> foreign = describe("are no business of " + name,
                target -> isOurs(target) && !topPackage(target).equals(name)
                        && !mayImport.contains(topPackage(target)));
        noClasses().that(below(name)).should().dependOnClassesThat(foreign).allowEmptyShould(true).check(PRODUCTION);
    }

    static Stream<Arguments> packages() {
        return MAY_IMPORT.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @Test
    void eachPackageHasItsPlaceInTheDesign() {
        assertThat(PRODUCTION).extracting(ArchitectureTest::topPackage).isSubsetOf(MAY_IMPORT.keySet());
    }

    @Test
    void decidingKnowsNoFramework() {
        noClasses().that(resideInAnyPackage(ROOT + ".policy..", ROOT + ".stream..", ROOT + ".viewer.."))
                .should().dependOnClassesThat(
                        resideInAnyPackage("org.springframework..", "reactor..", "org.reactivestreams..", "io.netty.."))
                .allowEmptyShould(true)
                .check(PRODUCTION);
    }

    @Test
    void e3_onlyTheRoleReadsTheClock() {
        Forbidden.READING_THE_CLOCK.check(PRODUCTION.that(not(below("role"))));
    }

    @Test
    void onlyTheDemoPrints() {
        Forbidden.PRINTING.check(PRODUCTION.that(not(below("demo"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"util", "utils", "common", "impl", "helper", "helpers"})
    void noPackageHasANameThatSaysNothing(String name) {
        noClasses().should().resideInAPackage(ROOT + ".." + name + "..").allowEmptyShould(true).check(PRODUCTION);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(PRODUCTION).extracting(JavaClass::getPackage)
                .filteredOn(owner -> !owner.isAnnotatedWith(NullMarked.class))
                .extracting(JavaPackage::getName)
                .isEmpty();
    }

    private static DescribedPredicate<JavaClass> below(String name) {
        return resideInAPackage(name.isEmpty() ? ROOT : ROOT + "." + name + "..");
    }

    private static boolean isOurs(JavaClass javaClass) {
        return javaClass.getPackageName().equals(ROOT) || javaClass.getPackageName().startsWith(ROOT + ".");
    }

    private static String topPackage(JavaClass javaClass) {
        return javaClass.getPackageName().substring(ROOT.length()).replaceFirst("^\\.([^.]+).*", "$1");
    }
}
