package mcphub.analysis.controls;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Set;
import mcphub.analysis.source.Origin;
import org.jspecify.annotations.Nullable;

/**
 * One named check, as {@code config/controls.yaml} describes it.
 *
 * @param id such as {@code SECRET_EXPOSED}
 * @param category the dimension: security, supply_chain, maturity
 * @param subCategory one of the dimension's three
 * @param cwe the weakness it looks for, where one fits
 * @param remediation what to do about a finding
 * @param appliesTo the origins on which it can be judged; elsewhere it is inconclusive
 * @param patterns what it looks for, where that is data
 * @param values further data of the judge: names, limits
 */
public record Control(
        String id,
        String name,
        String category,
        String subCategory,
        Severity severity,
        @Nullable String cwe,
        String remediation,
        Set<Origin> appliesTo,
        List<NamedPattern> patterns,
        List<String> values) {

    /**
     * One thing to look for.
     *
     * @param message one sentence for a person: what is wrong where it matches
     * @param languages where it is searched; empty for all text
     */
    public record NamedPattern(String message, Pattern pattern, Set<String> languages) {}
}
