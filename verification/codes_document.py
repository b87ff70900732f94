"""Finding codes about documents: what in them runs, is attached, or tells of people."""

from verification.findings import FindingCode, Text

CODES: tuple[FindingCode, ...] = (
    FindingCode(
        "document-not-searched",
        Text("자동으로 살피지 못한 부분", "Parts that were not searched"),
        Text(
            "문서에 그림이나 소리처럼 글자를 꺼낼 수 없는 부분이 있어, 개인정보가 있는지 사람이 "
            "직접 봅니다.",
            "The document has parts no text can be taken out of, such as pictures or sound: a "
            "person looks there for personal data.",
        ),
        Text(
            "고칠 것은 없습니다. 글자로 된 원본이 있으면 함께 제출하면 심사가 빨라집니다.",
            "Nothing to do. An original in text, handed in beside it, makes the review faster.",
        ),
        privacy=True,
    ),
    FindingCode(
        "document-script",
        Text("실행되는 것이 든 문서", "Document that runs something"),
        Text(
            "열거나 누르면 실행되는 스크립트나 동작이 들어 있습니다.",
            "It carries scripts or actions that run when it is opened or clicked.",
        ),
        Text(
            "스크립트를 뺀 문서로 다시 저장하세요. 움직이는 그림표라면 그 쓰임을 설명에 적으세요.",
            "Save it without them. If it is an interactive chart, say so in the description.",
        ),
    ),
    FindingCode(
        "document-attachment",
        Text("다른 파일이 든 문서", "Document with files inside"),
        Text(
            "문서 안에 다른 파일이 통째로 들어 있고, 그 내용은 검사하지 않았습니다. 그림표 뒤에 "
            "원자료 표가 통째로 남은 경우가 많습니다.",
            "It holds other files whole, and these were not looked into. Often it is the whole "
            "table behind a chart.",
        ),
        Text(
            "안에 든 파일을 빼고 저장하거나, 공개할 것이라면 따로 제출하세요.",
            "Save it without them, or hand them in as files of their own if they are to be open.",
        ),
        privacy=True,
    ),
    FindingCode(
        "document-outside",
        Text("바깥 것을 불러오는 문서", "Document that fetches from elsewhere"),
        Text(
            "열 때 다른 곳의 서식, 그림, 스크립트를 불러와 누가 여는지 그곳에 알려질 수 있습니다.",
            "It fetches templates, pictures or scripts from elsewhere, which tells that place who "
            "opens it.",
        ),
        Text(
            "필요한 것은 문서 안에 넣고 바깥으로의 연결을 끊어 저장하세요.",
            "Put what is needed into the document and break its links to other places.",
        ),
    ),
    FindingCode(
        "document-entities",
        Text("개체 정의가 든 XML", "XML that defines entities"),
        Text(
            "문서 안의 XML이 개체를 정의하거나 다른 파일을 부릅니다. 보통 문서에는 없는 것이라 "
            "읽지 않았습니다.",
            "XML in the document defines entities or calls for other files, which ordinary "
            "documents do not; it was not read on.",
        ),
        Text(
            "원본 프로그램에서 새로 저장하세요.",
            "Save it anew from the program it came from.",
        ),
    ),
    FindingCode(
        "document-stray-name",
        Text("압축 밖을 가리키는 이름", "Names that lead out of the archive"),
        Text(
            "압축된 문서 안에, 풀면 다른 폴더에 쓰이는 이름이 있습니다.",
            "The document, an archive, has names inside that would be unpacked into other folders.",
        ),
        Text(
            "원본 프로그램에서 새로 저장하세요.",
            "Save it anew from the program it came from.",
        ),
    ),
    FindingCode(
        "document-location",
        Text("찍은 곳이 남은 사진·영상", "Pictures that tell where they were taken"),
        Text(
            "사진이나 영상에 찍은 곳의 좌표가 남아 있습니다. 집이나 사람이 있던 곳이 드러날 수 "
            "있습니다.",
            "Pictures or film keep the coordinates at which they were taken, which may be a home "
            "or tell where someone was.",
        ),
        Text(
            "위치 정보를 지우고 다시 저장하거나, 위치가 필요하다면 그 까닭을 적으세요.",
            "Remove the location and save again, or say why it is needed.",
        ),
        privacy=True,
    ),
    FindingCode(
        "document-author",
        Text("만든 사람이 적힌 파일", "File that names who made it"),
        Text(
            "파일의 속성에 만들거나 고친 사람의 이름이 적혀 있습니다.",
            "The properties of the file name who wrote or changed it.",
        ),
        Text(
            "알릴 이름이 아니면 문서 검사로 속성을 지우고 다시 저장하세요.",
            "Unless the name is meant for others, remove the properties and save again.",
        ),
        privacy=True,
    ),
)
