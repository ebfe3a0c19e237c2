package dev.porter.web;

import dev.porter.language.Language;
import java.util.Set;
import java.util.regex.Pattern;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.IText;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.AbstractElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.processor.text.AbstractTextProcessor;
import org.thymeleaf.processor.text.ITextStructureHandler;
import org.thymeleaf.standard.StandardDialect;
import org.thymeleaf.templatemode.TemplateMode;
import org.unbescape.html.HtmlEscape;

/// Says what stands in the templates in the language that is spoken: their texts, and the
/// attributes that people read or hear. What is put into them (`th:text`) stays as it is.
final class SpokenTemplates extends AbstractProcessorDialect {
    /// Before Thymeleaf's own, which put values in the place of some of it.
    private static final int FIRST = 1;

    private static final Pattern WORD = Pattern.compile("\\p{L}{2}");
    private static final Set<String> READ = Set.of("alt", "aria-label", "placeholder", "title");

    /// For scripts and styles, which say nothing of their own.
    private static final String FOR_SCRIPTS = "data-says-";

    SpokenTemplates() {
        super("Spoken templates", "", StandardDialect.PROCESSOR_PRECEDENCE);
    }

    /// Whether a text in a template is words, and no command.
    static boolean isSaid(String text) {
        return WORD.matcher(text).find() && !text.startsWith("/");
    }

    /// Whether people come to know what such an attribute says.
    static boolean isRead(String attribute) {
        return READ.contains(attribute) || attribute.startsWith(FOR_SCRIPTS);
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        return Set.of(new Texts(), new Attributes(prefix));
    }

    private static String said(String html) {
        var text = html.strip();
        if (!isSaid(text)) {
            return html;
        }
        var english = HtmlEscape.unescapeHtml(text);
        var spoken = Language.spoken().of(english);
        return spoken.equals(english)
                ? html
                : html.replace(text, HtmlEscape.escapeHtml5Xml(spoken));
    }

    private static final class Texts extends AbstractTextProcessor {
        Texts() {
            super(TemplateMode.HTML, FIRST);
        }

        @Override
        protected void doProcess(
                ITemplateContext context, IText text, ITextStructureHandler structure) {
            structure.setText(said(text.getText()));
        }
    }

    private static final class Attributes extends AbstractElementTagProcessor {
        Attributes(String prefix) {
            super(TemplateMode.HTML, prefix, null, false, null, false, FIRST);
        }

        @Override
        protected void doProcess(
                ITemplateContext context,
                IProcessableElementTag tag,
                IElementTagStructureHandler structure) {
            tag.getAttributeMap()
                    .forEach((name, value) -> {
                        if (value != null && isRead(name)) {
                            structure.setAttribute(name, said(value));
                        }
                    });
        }
    }
}
