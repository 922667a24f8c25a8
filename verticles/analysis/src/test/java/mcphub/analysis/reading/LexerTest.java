package mcphub.analysis.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '~',
            value = {
                "JAVASCRIPT|a('b') // c|a(' ')     ",
                "JAVASCRIPT|a(/['\"]/.test(b)); c('d')|a(/    /.test(b)); c(' ')",
                "JAVASCRIPT|a / b / c('d')|a / b / c(' ')",
                "JAVASCRIPT|`a ${b('c')} d`|`  ${b(' ')}  `",
                "JAVASCRIPT|`${ {a: `${b}`} } c` + d|`${ {a: `${b}`} }  ` + d",
                "JAVASCRIPT|a /* 'b */ c|a          c",
                "JAVASCRIPT|'a\\'b' + c|'    ' + c",
                "JAVASCRIPT|return /'/.exec(a)|return / /.exec(a)",
                "PYTHON|a('b') # 'c|a(' ')     ",
                "PYTHON|f'a {b} {{c}}'|f'  {b}      '",
                "PYTHON|'''a 'b' c''' + d|'''       ''' + d",
                "PYTHON|a = 'it'' # b|a = '  ''    ",
                "GO|a(`b\"`, \"c\")|a(`  `, \" \")",
                "RUST|fn a<'b>(c: &'b str) { \"d\" }|fn a<'b>(c: &'b str) { \" \" }",
                "JAVA|a('\"', \"b // c\")|a(' ', \"      \")",
                "TEXT|a 'b' // c|a 'b' // c",
            })
    void code_is_told_from_comments_and_strings(Language language, String text, String code) {
        assertThat(Lexer.views(text, language).code()).hasSameSizeAs(text).isEqualTo(code);
    }
}
