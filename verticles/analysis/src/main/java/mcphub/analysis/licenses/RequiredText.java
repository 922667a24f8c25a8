package mcphub.analysis.licenses;

import java.util.ArrayList;
import java.util.List;
import org.spdx.licenseTemplate.ILicenseTemplateOutputHandler;
import org.spdx.licenseTemplate.LicenseParserException;
import org.spdx.licenseTemplate.LicenseTemplateRule;
import org.spdx.licenseTemplate.LicenseTemplateRuleException;
import org.spdx.licenseTemplate.SpdxLicenseTemplateHelper;

/** The parts of a template that each copy of the licence has, between what may be left out or be something else. */
final class RequiredText implements ILicenseTemplateOutputHandler {
    private final List<String> parts = new ArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private int optional;

    private RequiredText() {}

    static List<String> of(String template) {
        var text = new RequiredText();
        try {
            SpdxLicenseTemplateHelper.parseTemplate(template, text);
        } catch (LicenseParserException | LicenseTemplateRuleException e) {
            throw new IllegalArgumentException("This is no template of a licence", e);
        }
        return text.parts;
    }

    @Override
    public void text(String text) {
        if (optional == 0) {
            part.append(text);
        }
    }

    @Override
    public void variableRule(LicenseTemplateRule rule) {
        end();
    }

    @Override
    public void beginOptional(LicenseTemplateRule rule) {
        end();
        optional++;
    }

    @Override
    public void endOptional(LicenseTemplateRule rule) {
        end();
        optional--;
    }

    @Override
    public void completeParsing() {
        end();
    }

    private void end() {
        if (!part.toString().isBlank()) {
            parts.add(part.toString());
        }
        part.setLength(0);
    }
}
