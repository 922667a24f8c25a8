package mcphub.analysis.controls;

import java.util.List;
import java.util.Map;
import java.util.Set;
import mcphub.analysis.source.Origin;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the controls catalogue: what is checked, how bad it is to fail, and the data its judge works with.
 *
 * @param id what policies and the API call it, such as {@code SECRET_EXPOSED}
 * @param name what is wrong where it failed, in a few words
 * @param category the dimension it counts in
 * @param cwe the weakness it looks for, such as {@code CWE-798}; null where none fits
 * @param owasp the risks of the OWASP MCP Top 10 that it is about, such as {@code MCP01:2025}; empty where none fits
 * @param isAboutCode whether it looks for something in code, so that it cannot be judged where there is none in a language that it reads
 * @param appliesTo the origins on which it can be judged
 * @param elsewhere why it cannot be judged on the other origins; null where there are none
 * @param rules what its judge searches for
 * @param lists words its judge compares with, by name
 * @param limits numbers its judge compares with, by name
 */
public record Control(
        String id,
        String name,
        Dimension category,
        SubCategory subCategory,
        Severity severity,
        @Nullable String cwe,
        List<String> owasp,
        boolean isAboutCode,
        String description,
        String remediation,
        Set<Origin> appliesTo,
        @Nullable String elsewhere,
        List<Rule> rules,
        Map<String, List<String>> lists,
        Map<String, Integer> limits) {

    public Control {
        owasp = List.copyOf(owasp);
        appliesTo = Set.copyOf(appliesTo);
        rules = List.copyOf(rules);
        lists = Map.copyOf(lists);
        limits = Map.copyOf(limits);
        if (subCategory.dimension() != category) {
            throw new IllegalArgumentException(id + ": " + subCategory.label() + " is not part of " + category.label());
        }
    }

    /** The list of this name; a control without it is a mistake in the catalogue. */
    public List<String> list(String listName) {
        var list = lists.get(listName);
        if (list == null) {
            throw new IllegalArgumentException(id + ": the catalogue has no list '" + listName + "'");
        }
        return list;
    }

    /** The limit of this name; a control without it is a mistake in the catalogue. */
    public int limit(String limitName) {
        var limit = limits.get(limitName);
        if (limit == null) {
            throw new IllegalArgumentException(id + ": the catalogue has no limit '" + limitName + "'");
        }
        return limit;
    }
}
