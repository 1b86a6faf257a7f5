package dev.triptych.objective;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.loss.Loss;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Keeps DJL's calls out that go wrong silently when gradients flow: a constant made from a {@code Number} is freed before the backward pass reads
 * it, {@code toType}, {@code duplicate} and {@code split} into one part cut the gradient.
 */
class DangerousCallsTest {
    private static final Set<String> SCALAR = Set.of(
            "mul", "div", "pow", "maximum", "minimum", "muli", "divi", "powi", "rdiv", "rdivi", "rpow", "rpowi", "mod",
            "modi");

    private static final ArchRule NO_FREED_CONSTANTS = noClasses()
            .should()
            .accessTargetWhere(where("is a scalar operation of DJL with a Number", DangerousCallsTest::takesANumber))
            .orShould()
            .accessTargetWhere(where(
                    "is a loss of DJL",
                    target -> target.getOwner().getPackageName().equals("ai.djl.training.loss")))
            .because("the constant is freed before the backward pass reads it: use NDManager.full(new Shape(), value)");

    private static final ArchRule NO_CUT_GRADIENTS = noClasses()
            .that()
            .resideInAPackage("..objective..")
            .and()
            .doNotHaveSimpleName("Detached") // the one that does it on purpose
            .should()
            .accessTargetWhere(where(
                    "cuts the gradient",
                    target -> isArray(target)
                            && Set.of("toType", "duplicate", "stopGradient", "split")
                                    .contains(target.getName())))
            .because("an objective's result would be trained towards without its inputs");

    private interface Condition {
        boolean test(AccessTarget target);
    }

    private static DescribedPredicate<JavaAccess<?>> where(String description, Condition test) {
        return new DescribedPredicate<>(description) {
            @Override
            public boolean test(JavaAccess<?> access) {
                return test.test(access.getTarget());
            }
        };
    }

    /** By name: following every type to its super types takes half a minute. */
    private static boolean isArray(AccessTarget target) {
        String owner = target.getOwner().getSimpleName();
        return target.getOwner().getPackageName().startsWith("ai.djl")
                && (owner.endsWith("NDArray") || owner.endsWith("NDArrays"));
    }

    private static boolean takesANumber(AccessTarget target) {
        return isArray(target)
                && SCALAR.contains(target.getName())
                && target instanceof AccessTarget.CodeUnitAccessTarget method
                && method.getRawParameterTypes().stream().anyMatch(DangerousCallsTest::isNumber);
    }

    private static boolean isNumber(JavaClass type) {
        return type.isEquivalentTo(Number.class);
    }

    private static final JavaClasses OFFENDERS =
            read(() -> new ClassFileImporter().importClasses(DangerousCallsTest.class.getDeclaredClasses()));

    private static JavaClasses read(Supplier<JavaClasses> read) {
        return ArchConfiguration.withThreadLocalScope((ArchConfiguration configuration) -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return read.get();
        });
    }

    private static boolean caught(ArchRule rule, Class<?> offender) {
        JavaClass one = OFFENDERS.get(offender);
        return rule.evaluate(OFFENDERS.that(DescribedPredicate.describe(offender.getName(), one::equals)))
                .hasViolation();
    }

    @Test
    void noClassOfThisModuleMakesThem() {
        JavaClasses classes = read(() -> new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.triptych"));
        assertThat(classes.contain(InfoNce.class)).isTrue();
        NO_FREED_CONSTANTS.check(classes);
        NO_CUT_GRADIENTS.check(classes);
    }

    @Test
    void eachDangerousCallIsCaught() {
        for (Class<?> offender : List.of(
                Multiplies.class,
                DividesInPlace.class,
                Raises.class,
                Bounds.class,
                Static.class,
                Refers.class,
                Ready.class)) {
            assertThat(caught(NO_FREED_CONSTANTS, offender)).as("%s", offender).isTrue();
        }
        assertThat(caught(NO_CUT_GRADIENTS, Detaches.class)).isTrue();
        assertThat(caught(NO_CUT_GRADIENTS, Copies.class)).isTrue();
        assertThat(caught(NO_CUT_GRADIENTS, Splits.class)).isTrue();
    }

    @Test
    void theSoundCallsPass() {
        assertThat(caught(NO_FREED_CONSTANTS, Sound.class)).isFalse();
        assertThat(caught(NO_CUT_GRADIENTS, Sound.class)).isFalse();
    }

    static final class Multiplies {
        NDArray call(NDArray x) {
            return x.mul(20f);
        }
    }

    static final class DividesInPlace {
        NDArray call(NDArray x) {
            return x.divi(2);
        }
    }

    static final class Raises {
        NDArray call(NDArray x) {
            return x.pow(2);
        }
    }

    static final class Bounds {
        NDArray call(NDArray x) {
            return x.maximum(0);
        }
    }

    static final class Static {
        NDArray call(NDArray x) {
            return NDArrays.mul(2, x);
        }
    }

    static final class Refers {
        UnaryOperator<NDArray> call(Number n) {
            return x -> x.mul(n);
        }
    }

    static final class Ready {
        Loss call() {
            return Loss.softmaxCrossEntropyLoss();
        }
    }

    static final class Detaches {
        NDArray call(NDArray x) {
            return x.toType(DataType.FLOAT16, false);
        }
    }

    static final class Copies {
        NDArray call(NDArray x) {
            return x.duplicate();
        }
    }

    /** Into one part, that is: it is a copy. */
    static final class Splits {
        NDArray call(NDArray x) {
            return x.split(1, 0).get(0);
        }
    }

    static final class Sound {
        NDArray call(NDArray x, NDArray scale) {
            return x.mul(scale).add(1).normalize(2, 1).neg();
        }
    }
}
